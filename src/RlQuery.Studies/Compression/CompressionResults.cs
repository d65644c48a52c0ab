namespace RlQuery.Studies.Compression;

/// <summary>What a compression made and found.</summary>
/// <param name="Folder">Where it is.</param>
/// <param name="Rows">How good each model is, the teacher first.</param>
/// <param name="Models">The teacher and the students as they are saved, each learned from all labels that are told.</param>
/// <param name="Texts">Texts of the table, to try them on.</param>
public sealed record CompressionResults(
    string Folder, IReadOnlyList<CompressionRow> Rows, IReadOnlyList<CompressedModel> Models, IReadOnlyList<string> Texts)
{
    /// <summary>What a person should know of how the table was read, a line each.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
