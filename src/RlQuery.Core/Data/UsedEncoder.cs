using System.Security.Cryptography;
using System.Text;

namespace RlQuery.Core.Data;

/// <summary>What made numbers of a column of texts or images.</summary>
/// <param name="Column">Name of the column.</param>
/// <param name="Name">Name of the encoder; of a model of one's own the name of its file.</param>
/// <param name="Hash">SHA-256 of <see cref="IColumnEncoder.Identity"/> in hexadecimal; null where the name says all.</param>
public sealed record UsedEncoder(string Column, string Name, string? Hash)
{
    /// <summary>Describes an encoder.</summary>
    /// <param name="column">The column that it encoded.</param>
    /// <param name="encoder">The encoder.</param>
    public static UsedEncoder Of(TableColumn column, IColumnEncoder encoder) => new(
        column.Name, TableSchema.IsModel(encoder.Name) ? Path.GetFileName(encoder.Name) : encoder.Name,
        encoder.Identity == encoder.Name ? null : HashOf(encoder));

    /// <summary>SHA-256 of <see cref="IColumnEncoder.Identity"/> in hexadecimal.</summary>
    /// <param name="encoder">The encoder.</param>
    public static string HashOf(IColumnEncoder encoder) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(encoder.Identity)));
}
