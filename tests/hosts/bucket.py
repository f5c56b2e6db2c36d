"""`publish.sh` into a bucket of moto's S3, with the real AWS command line."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

from dossier_timeline.hosting.host_recipes import make_recipe_files
from dossier_timeline.output.hosts.headers import IMMUTABLE, NO_CACHE, is_fingerprinted, media_type
from tests.helpers.files import files_below
from tests.hosts.own_servers import publish_good_site
from tests.hosts.tools import Tools, free_port

_ACCOUNT = {"AWS_ACCESS_KEY_ID": "none", "AWS_SECRET_ACCESS_KEY": "none", "AWS_DEFAULT_REGION": "us-east-1"}


def find_faults(objects: dict[str, dict[str, str]], site: dict[str, bytes]) -> Iterator[str]:
    """Yield what the bucket holds otherwise than the site, or caches otherwise."""
    if objects.keys() != site.keys():
        yield f"not the same files: {sorted(objects.keys() ^ site.keys())[:10]}"
    for path, head in objects.items():
        wanted = IMMUTABLE if is_fingerprinted(path) else NO_CACHE
        if head["CacheControl"] != wanted:
            yield f"{path}: {head['CacheControl']}, not {wanted}"


def try_bucket(tools: Tools, folder: Path) -> int:
    """Publish, change the site, publish again, and return how many faults there were."""
    work = folder / "bucket"
    publish_good_site(work)
    for path, text in make_recipe_files("copy").items():
        (work / path).write_bytes(text)
    port = free_port()
    env = {**_ACCOUNT, "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}"}
    with tools.running(work, port, ("moto_server", "-H", "127.0.0.1", "-p", str(port)), {}):
        tools.run(work, "aws", "s3", "mb", "s3://bucket", **env)
        shell = shutil.which("sh") or "sh"
        publish = {**env, "PUBLISH_TO": "s3://bucket/dossier/"}
        tools.run(work, shell, "publish.sh", **publish)
        (work / "site/en/feed.xml").unlink()
        (work / "site/en/index.html").write_text("changed", "utf-8")
        tools.run(work, shell, "publish.sh", **publish)
        objects = _objects(tools, work, env)
        tools.run(work, "aws", "s3", "cp", "s3://bucket/dossier/en/index.html", "copied", **env)
    site = {path: text for path, text in files_below(work / "site").items() if path != ".gitignore"}
    faults = list(find_faults(objects, site))
    faults += [] if (work / "copied").read_text("utf-8") == "changed" else ["a changed page wasn't published"]
    types = sorted(
        {
            f"{path.rpartition('.')[2]}: {head['ContentType']}"
            for path, head in objects.items()
            if head["ContentType"] != media_type(path)
        }
    )
    versions = f"{tools.version('aws')}, moto {tools.run(work, 'python', '-c', _MOTO).strip()}"
    print(f"{versions}: {len(objects)} objects, {len(faults)} faults", *faults[:20], sep="\n  ")
    print("  other types than described:", *types, sep="\n    ", flush=True)
    return len(faults)


_MOTO = "import moto; print(moto.__version__)"
_LISTING = """
import boto3, json
client = boto3.client("s3")
heads = {}
for page in client.get_paginator("list_objects_v2").paginate(Bucket="bucket"):
    for one in page["Contents"]:
        head = client.head_object(Bucket="bucket", Key=one["Key"])
        heads[one["Key"]] = {name: head.get(name, "") for name in ("CacheControl", "ContentType")}
print(json.dumps(heads))
"""


def _objects(tools: Tools, work: Path, env: dict[str, str]) -> dict[str, dict[str, str]]:
    """What the bucket says of each of its objects."""
    found = json.loads(tools.run(work, "python", "-c", _LISTING, **env))
    return {key.removeprefix("dossier/"): head for key, head in found.items()}
