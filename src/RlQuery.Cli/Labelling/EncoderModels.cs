using System.Security.Cryptography;
using System.Text;
using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.MicrosoftML;

namespace RlQuery.Cli.Labelling;

/// <summary>Models of one's own that a session was begun with: they must not change under it.</summary>
internal static class EncoderModels
{
    /// <summary>The hash of each, by its path; null where there is none.</summary>
    public static Dictionary<string, string>? Of(ColumnEncoders encoders)
    {
        IColumnEncoder[] own = [.. ((IColumnEncoder[])[encoders.Texts, encoders.Images]).Where(encoder => IsFile(encoder.Name))];
        return own.Length == 0 ? null : own.ToDictionary(encoder => encoder.Name, Hash);
    }

    /// <summary>Refuses models that are others than those of the session.</summary>
    /// <exception cref="InvalidInputException">One has changed.</exception>
    public static void RequireSame(ColumnEncoders encoders, IReadOnlyDictionary<string, string>? begun)
    {
        foreach ((string path, string hash) in Of(encoders) ?? [])
        {
            if (begun is not null && begun.TryGetValue(path, out string? was) && was != hash)
            {
                throw new InvalidInputException($"{path}: the model, its settings or its vocabulary have changed since the session began; put them back");
            }
        }
    }

    /// <summary>An encoder as a session names it: a file by its whole path.</summary>
    public static string Located(string encoder) => IsFile(encoder) ? Path.GetFullPath(encoder) : encoder;

    private static bool IsFile(string encoder) => encoder.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase);

    private static string Hash(IColumnEncoder encoder) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(encoder.Identity)));
}
