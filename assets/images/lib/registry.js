// A registry of container images, by the protocol that all of them speak: https://github.com/opencontainers/distribution-spec
const { createHash } = require('node:crypto');

/** What a manifest may be: of one platform, or a list of manifests. */
const MANIFESTS = [
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
];

class Registry {
  #origin;
  #authorization;

  /** @param authorization the header that lets us in */
  constructor(host, authorization) {
    // As for Docker, a registry of this very machine needs no TLS.
    this.#origin = `${/^(localhost|127\.0\.0\.1)(:|$)/.test(host) ? 'http' : 'https'}://${host}`;
    this.#authorization = authorization;
  }

  /** Whether a tag names that digest. */
  async hasTag(repository, tag, digest) {
    const response = await this.#ask('HEAD', `/v2/${repository}/manifests/${tag}`, { headers: { accept: MANIFESTS.join(', ') }, accepted: [200, 404] });
    return response.status === 200 && response.headers.get('docker-content-digest') === digest;
  }

  /** The manifest, byte by byte as it was pushed. */
  async manifest(repository, digest) {
    const response = await this.#ask('GET', `/v2/${repository}/manifests/${digest}`, { headers: { accept: MANIFESTS.join(', ') } });
    const bytes = Buffer.from(await response.arrayBuffer());
    const actual = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
    if (actual !== digest) {
      throw new Error(`${repository}@${digest} must have that digest, got: ${actual}. What the registry sent is not what was pushed.`);
    }
    return { bytes, type: response.headers.get('content-type').split(';')[0] };
  }

  async putManifest(repository, reference, { bytes, type }) {
    await this.#ask('PUT', `/v2/${repository}/manifests/${reference}`, { headers: { 'content-type': type }, body: bytes, accepted: [201] });
  }

  async hasBlob(repository, digest) {
    return (await this.#ask('HEAD', `/v2/${repository}/blobs/${digest}`, { accepted: [200, 404] })).status === 200;
  }

  /** A stream of the blob. */
  async blob(repository, digest) {
    const response = await this.#ask('GET', `/v2/${repository}/blobs/${digest}`, { redirect: 'manual', accepted: [200, 302, 303, 307] });
    if (response.status === 200) {
      return response.body;
    }
    // The registry sends us to its storage, by an address that is an authorization by itself.
    const stored = await fetch(new URL(response.headers.get('location'), this.#origin));
    if (!stored.ok) {
      throw new Error(`the storage of ${repository} must answer with ${digest}, got: ${stored.status}`);
    }
    return stored.body;
  }

  /** One request to open the upload, one with all of the blob, one to close it, as Docker does. The registry checks the digest. */
  async putBlob(repository, digest, stream) {
    const opened = await this.#ask('POST', `/v2/${repository}/blobs/uploads/`, { accepted: [202] });
    const headers = { 'content-type': 'application/octet-stream' };
    const sent = await this.#ask('PATCH', opened.headers.get('location'), { headers, body: stream, duplex: 'half', accepted: [202] });
    const end = new URL(sent.headers.get('location'), this.#origin);
    end.searchParams.set('digest', digest);
    await this.#ask('PUT', end.href, { accepted: [201] });
  }

  async #ask(method, path, { headers, accepted = [200], ...options } = {}) {
    const url = new URL(path, this.#origin);
    if (url.origin !== new URL(this.#origin).origin) {
      throw new Error(`${this.#origin} must take uploads itself, got: ${url.origin}. Its authorization is for nobody else.`);
    }
    const response = await fetch(url, { method, headers: { authorization: this.#authorization, ...headers }, ...options });
    if (!accepted.includes(response.status)) {
      const answer = (await response.text()).slice(0, 500).replace(/\s+/g, ' ');
      throw new Error(`${method} ${url.origin}${url.pathname} must answer ${accepted.join(' or ')}, got: ${response.status} ${answer}`);
    }
    return response;
  }
}

module.exports = { Registry };
