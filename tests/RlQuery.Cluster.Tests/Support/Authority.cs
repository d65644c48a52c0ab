using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace RlQuery.Cluster.Tests.Support;

/// <summary>An authority that signs certificates, for a day.</summary>
internal sealed class Authority : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _own;

    public Authority(string folder)
    {
        Directory.CreateDirectory(folder);
        var request = new CertificateRequest("CN=authority", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        (DateTimeOffset from, DateTimeOffset to) = (DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddDays(1));
        _own = request.CreateSelfSigned(from, to);
        File.WriteAllText(Pem = Path.Combine(folder, "ca.pem"), _own.ExportCertificatePem());
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var node = new CertificateRequest("CN=node", key, HashAlgorithmName.SHA256);
        using X509Certificate2 signed = node.Create(_own, from.AddMinutes(1), to.AddMinutes(-1), [1, 2, 3, 4]);
        File.WriteAllText(Certificate = Path.Combine(folder, "node.pem"), $"{signed.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
    }

    /// <summary>The file of the authority's own certificate.</summary>
    public string Pem { get; }

    /// <summary>The file of a certificate that it has signed, with its key.</summary>
    public string Certificate { get; }

    public void Dispose()
    {
        _own.Dispose();
        _key.Dispose();
    }
}
