using System.Text.Json.Serialization;

namespace RlQuery.Core.Data.Reading;

/// <summary>One bundled data set, as its card describes it.</summary>
/// <param name="Name">Name in commands and tables.</param>
/// <param name="Origin">Sets of one origin come from one original table. Never train on one and evaluate on another.</param>
/// <param name="File">File name within the catalog's folder.</param>
/// <param name="Kind">What its target is.</param>
/// <param name="Target">Name of the target column.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="Features">Number of features, categories and missing cells encoded.</param>
/// <param name="Classes">Number of classes; 0 in regression.</param>
/// <param name="Mixed">Whether it holds categories or missing cells, and so needs a featurizer.</param>
/// <param name="Sha256">SHA-256 of the file, hexadecimal.</param>
/// <param name="Hash"><see cref="Dataset.Hash"/> of the data set.</param>
public sealed record CatalogEntry(
    string Name, string Origin, string File, [property: JsonPropertyName("task")] TargetKind Kind, string Target, int Rows, int Features, int Classes,
    bool Mixed, string Sha256, string Hash);
