using System.CommandLine;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RlQuery.Core;
using RlQuery.Studies;

namespace RlQuery.Cli.Labelling;

/// <summary>Options that say from where a page can be reached, and whether what it sends can be read on the way.</summary>
internal sealed class AccessOptions
{
    private readonly Option<string> _listen = new("--listen")
    {
        HelpName = "ADDRESS",
        Description = "Address of this machine that others reach, such as 192.168.0.7, or 0.0.0.0 for all; needs --certificate or --insecure. "
            + "Default: 127.0.0.1, this machine alone.",
    };
    private readonly Option<string> _certificate = new("--certificate")
    {
        HelpName = "FILE",
        Description = "Certificate and private key in one PEM file; all is sent by TLS.",
    };
    private readonly Option<bool> _insecure = new("--insecure")
    {
        Description = "Send all without TLS: whoever can watch the network can read the table and answer.",
    };

    /// <summary>All of them.</summary>
    public IReadOnlyList<Option> All => [_listen, _certificate, _insecure];

    /// <summary>The address and the certificate; faults are added to the list.</summary>
    public (IPAddress Listen, X509Certificate2? Certificate) Read(ParseResult parsed, Faults faults)
    {
        (string? address, string? file, bool isInsecure) = (parsed.GetValue(_listen), parsed.GetValue(_certificate), parsed.GetValue(_insecure));
        IPAddress? listen = address is null ? IPAddress.Loopback : IPAddress.TryParse(address, out IPAddress? given) ? given : null;
        if (listen is null)
        {
            faults.Add($"listen: {PlainText.OneLine(address!)} is not allowed; give an IP address of this machine, such as 0.0.0.0 for all");
        }
        else if (!IPAddress.IsLoopback(listen) && file is null && !isInsecure)
        {
            faults.Add($"listen: {listen} is reached from other machines, and what is sent could be read on the way; give --certificate, or --insecure");
        }
        if (file is not null && isInsecure)
        {
            faults.Add("insecure: not allowed beside --certificate; leave one of them out");
        }
        return (listen ?? IPAddress.Loopback, file is null ? null : faults.Collect(() => ReadCertificate(file)));
    }

    private static X509Certificate2 ReadCertificate(string file)
    {
        try
        {
            return X509Certificate2.CreateFromPemFile(file);
        }
        catch (Exception fault) when (fault is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"certificate: {file} holds no certificate with its private key; give one PEM file with both");
        }
    }
}
