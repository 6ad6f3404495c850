"""A certificate for trying HTTPS on one machine: signed by nobody, so browsers ask before they trust it."""

import datetime
import ipaddress
import os
from pathlib import Path

LASTS = datetime.timedelta(days=397)  # longer ones are refused by browsers
RENEWED = datetime.timedelta(days=30)  # before its end


def ensure(certificate: Path, key: Path, names: list[str]) -> bool:
    """Make a certificate for the names unless there is one that still lasts; returns whether it was made."""
    if key.exists() and serves(certificate, names):
        return False
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    private = ec.generate_private_key(ec.SECP256R1())
    write_private(
        key,
        private.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ),
    )
    certificate.write_bytes(signed(private, names).public_bytes(serialization.Encoding.PEM))
    return True


def serves(certificate: Path, names: list[str]) -> bool:
    """Whether the certificate is for exactly these names, and for a while yet."""
    from cryptography import x509

    try:
        known = x509.load_pem_x509_certificate(certificate.read_bytes())
    except (OSError, ValueError):
        return False
    told = known.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return list(told) == alternatives(names) and known.not_valid_after_utc > now() + RENEWED


def signed(private, names: list[str]):
    """A certificate of the key's own, for a server and for nothing else."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Medborgarlöften, för prov")])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(private.public_key())
    builder = builder.serial_number(x509.random_serial_number()).not_valid_before(now() - datetime.timedelta(days=1))
    builder = builder.not_valid_after(now() + LASTS)
    extensions = [
        (x509.SubjectAlternativeName(alternatives(names)), False),
        (x509.BasicConstraints(ca=False, path_length=None), True),
        (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), False),
    ]
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical=critical)
    return builder.sign(private, hashes.SHA256())


def alternatives(names: list[str]) -> list:
    """Each name as a certificate has it: an address, a name, or all names below one (".example.se")."""
    from cryptography import x509

    found: list[x509.GeneralName] = []
    for name in names:
        try:
            found.append(x509.IPAddress(ipaddress.ip_address(name.strip("[]"))))
        except ValueError:
            found.append(x509.DNSName(f"*{name}" if name.startswith(".") else name))
    return found


def write_private(file: Path, content: bytes) -> None:
    """For its owner alone, from the first byte."""
    file.unlink(missing_ok=True)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as opened:
        opened.write(content)


def now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)
