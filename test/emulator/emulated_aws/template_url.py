"""Templates by address: moto knows the addresses of S3 only, the CDK command writes that of the emulator."""

from urllib.parse import urlparse

from moto.cloudformation import responses
from moto.s3.models import s3_backends


def template_at(template_url: str, account_id: str, partition: str) -> str:
    bucket, key = bucket_and_key(template_url)
    # A bucket may belong to another account than the stack.
    owner = s3_backends.bucket_accounts.get(bucket, (partition, account_id))[1]
    template = s3_backends[owner][partition].get_object(bucket, key)
    if template is None:
        raise ValueError(f"there is no template at {template_url}")
    return template.value.decode()


def bucket_and_key(url: str) -> tuple[str, str]:
    """The bucket is the first part of the path, or of the name of a host of S3."""
    parsed = urlparse(url)
    host, path = parsed.hostname or "", parsed.path.lstrip("/")
    if host == "127.0.0.1" or host.startswith("s3"):
        bucket, key = path.split("/", 1)
        return bucket, key
    return host.split(".")[0], path


def install() -> None:
    responses.get_stack_from_s3_url = template_at
