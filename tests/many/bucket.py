"""A storage that speaks S3, on this machine: moto stands in for a real one. Run it for a process of its own."""

import logging
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

KEY, SECRET, BUCKET, REGION = "nyckel", "hemlig/het+", "portal", "eu-north-1"


def address(host: str, port: int) -> str:
    """STORAGE_URL."""
    return f"s3://{KEY}:{SECRET.replace('/', '%2F')}@{host}:{port}/{BUCKET}?region={REGION}&secure=0"


@contextmanager
def bucket_server(port: int = 0) -> Iterator[str]:
    """A storage with an empty bucket that only its owner may read; gives STORAGE_URL."""
    import boto3
    from moto.server import ThreadedMotoServer

    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=port, verbose=False)
    server.start()
    host, found = server.get_host_and_port()
    try:
        known = {"aws_access_key_id": KEY, "aws_secret_access_key": SECRET, "region_name": REGION}
        client = boto3.client("s3", endpoint_url=f"http://{host}:{found}", **known)
        client.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": REGION})
        yield address(host, found)
    finally:
        server.stop()


if __name__ == "__main__":
    with bucket_server(int(sys.argv[1])):
        while True:
            time.sleep(60)
