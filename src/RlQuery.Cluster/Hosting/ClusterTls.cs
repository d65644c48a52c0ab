using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Orleans.Connections.Security;
using RlQuery.Core;

namespace RlQuery.Cluster.Hosting;

/// <summary>TLS between the processes of a cluster: each shows a certificate of the cluster's own authority, and trusts nothing else.</summary>
/// <param name="own">The certificate of this process, with its private key.</param>
/// <param name="authority">Who signed the certificates of the cluster.</param>
internal sealed class ClusterTls(X509Certificate2 own, X509Certificate2 authority)
{
    /// <summary>Reads the certificates of a cluster.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <returns>Null where it names none.</returns>
    /// <exception cref="InvalidInputException">They cannot be read, or do not belong together.</exception>
    public static ClusterTls? Read(ClusterDefinition cluster)
    {
        if (cluster.Certificate is not string certificate || cluster.Authority is not string authority)
        {
            return null;
        }
        X509Certificate2 own = Read("certificate", certificate, "certificate with its private key", path => X509Certificate2.CreateFromPemFile(path));
        X509Certificate2 signer = Read("authority", authority, "certificate", X509CertificateLoader.LoadCertificateFromFile);
        // Windows does not take a key that is in memory alone.
        own = X509CertificateLoader.LoadPkcs12(own.Export(X509ContentType.Pkcs12), null);
        var tls = new ClusterTls(own, signer);
        return tls.IsOfCluster(own) ? tls : throw new InvalidInputException($"certificate: {certificate} is not signed by {authority}, or is not valid now");
    }

    /// <summary>Sets what Orleans does.</summary>
    /// <param name="options">Its options.</param>
    public void Set(TlsOptions options)
    {
        options.LocalCertificate = own;
        options.RemoteCertificateMode = RemoteCertificateMode.RequireCertificate;
        options.ClientCertificateMode = RemoteCertificateMode.RequireCertificate;
        options.RemoteCertificateValidation = (certificate, _, _) => certificate is not null && IsOfCluster(certificate);
        options.OnAuthenticateAsClient = (ConnectionContext _, TlsClientAuthenticationOptions client) =>
        {
            client.TargetHost = own.GetNameInfo(X509NameType.DnsName, forIssuer: false);
            client.ClientCertificates = [own];
        };
    }

    private static X509Certificate2 Read(string setting, string path, string what, Func<string, X509Certificate2> read)
    {
        try
        {
            return read(path);
        }
        catch (Exception fault) when (fault is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"{setting}: {path} holds no {what}; give a PEM file");
        }
    }

    // Names are not looked at: workers are known by their addresses, and whoever has a certificate of the authority is one of us.
    private bool IsOfCluster(X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(certificate);
    }
}
