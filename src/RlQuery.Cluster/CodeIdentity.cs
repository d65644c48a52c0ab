using System.Numerics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Security.Cryptography;
using System.Text;
using RlQuery.Core;
using RlQuery.Embeddings;
using RlQuery.MicrosoftML;
using RlQuery.Studies;
using RlQuery.Torch.Training;

namespace RlQuery.Cluster;

/// <summary>What results depend on beside their seeds: the code that computes them, and the processor's arithmetic.</summary>
/// <remarks>
/// The version, a hash over all assemblies that episodes run, and the width of vectors: sums in another order differ in the last bits, and everything here
/// promises the bytes of one machine.
/// </remarks>
internal static class CodeIdentity
{
    private const int HashDigits = 12;

    private static readonly Assembly[] Assemblies =
    [
        typeof(Parts).Assembly, typeof(MicrosoftParts).Assembly, typeof(EmbeddingParts).Assembly, typeof(TorchParts).Assembly, typeof(IStudyProgress).Assembly,
    ];

    /// <summary>That of this process, such as <c>0.1.0+0123456789ab x64 256-bit fma</c>.</summary>
    public static string Here { get; } = $"{Version()} {Processor()}";

    private static string Version()
    {
        string modules = string.Join(' ', Assemblies.Select(one => one.ManifestModule.ModuleVersionId));
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(modules)));
        return $"{Assemblies[0].GetName().Version!.ToString(3)}+{hash[..HashDigits]}";
    }

    private static string Processor()
    {
        string architecture = RuntimeInformation.ProcessArchitecture.ToString();
        string widest = Avx512F.IsSupported ? " avx-512" : "";
        return FormattableString.Invariant($"{architecture} {Vector<byte>.Count * 8}-bit{(Fma.IsSupported ? " fma" : "")}{widest}").ToLowerInvariant();
    }
}
