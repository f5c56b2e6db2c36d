"""What earlier builds worked out, and how a build tells what it may take over."""
