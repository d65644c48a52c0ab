using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.MicrosoftML;

namespace RlQuery.Cli.Labelling;

/// <summary>Models of one's own that a session was begun with: they must not change under it.</summary>
internal static class EncoderModels
{
    /// <summary>The hash of each, by its path; null where there is none.</summary>
    /// <param name="encoders">Those of all columns.</param>
    /// <param name="schema">It names those of single columns; null for none.</param>
    public static Dictionary<string, string>? Of(ColumnEncoders encoders, TableSchema? schema)
    {
        string[] own =
        [
            .. ((string[])[encoders.Texts.Name, encoders.Images.Name, .. schema?.Encoders ?? []]).SelectMany(EncoderNames.Split).Where(TableSchema.IsModel)
                .Distinct(),
        ];
        return own.Length == 0 ? null : own.ToDictionary(path => path, path => UsedEncoder.HashOf(encoders.Find(path)));
    }

    /// <summary>Refuses models that are others than those of the session.</summary>
    /// <param name="encoders">Those of all columns.</param>
    /// <param name="schema">The session's own; null for none.</param>
    /// <param name="begun">What <see cref="Of"/> gave when it began; null for nothing.</param>
    /// <exception cref="InvalidInputException">One has changed.</exception>
    public static void RequireSame(ColumnEncoders encoders, TableSchema? schema, IReadOnlyDictionary<string, string>? begun)
    {
        foreach ((string path, string hash) in Of(encoders, schema) ?? [])
        {
            if (begun is not null && begun.TryGetValue(path, out string? was) && was != hash)
            {
                throw new InvalidInputException($"{path}: the model, its settings or its vocabulary have changed since the session began; put them back");
            }
        }
    }

    /// <summary>An encoder as a session names it: a file by its whole path.</summary>
    public static string Located(string encoder) => EncoderNames.Locate(encoder, Path.GetFullPath);
}
