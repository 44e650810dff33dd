"""The four ways a bot registration can prove who it is (platform.md, "Auth kinds that work").

Each returns a maker for `CredentialTokens`; azure-identity is imported when it is called, in the token's thread.
"""

from __future__ import annotations

from collections.abc import Callable

from bot.teams.tokens import Credential

Maker = Callable[[], Credential]


def secret(tenant: str, app_id: str, value: str) -> Maker:
    """A single-tenant registration with a client secret. For development: production uses one of the others (T26)."""

    def make() -> Credential:
        from azure.identity import ClientSecretCredential

        return ClientSecretCredential(tenant, app_id, value)

    return make


def certificate(tenant: str, app_id: str, pem_file: str) -> Maker:
    """A single-tenant registration with a certificate and its private key in one PEM file."""

    def make() -> Credential:
        from azure.identity import CertificateCredential

        return CertificateCredential(tenant, app_id, certificate_path=pem_file)

    return make


def managed_identity(client_id: str) -> Maker:
    """A user-assigned managed identity."""

    def make() -> Credential:
        from azure.identity import ManagedIdentityCredential

        return ManagedIdentityCredential(client_id=client_id)

    return make


def workload_identity(tenant: str, client_id: str, token_file: str) -> Maker:
    """A federated credential: a token of the platform in a file is exchanged for ours."""

    def make() -> Credential:
        from azure.identity import WorkloadIdentityCredential

        return WorkloadIdentityCredential(tenant_id=tenant, client_id=client_id, token_file_path=token_file)

    return make
