using RlQuery.Core.Data;

namespace RlQuery.Core.Augmentation;

/// <summary>The labelled rows of one class, which made rows of that class are made from.</summary>
/// <param name="Features">The feature columns of the whole table, each with its kind.</param>
/// <param name="Items">The same rows as standardised numbers [rows x features].</param>
/// <param name="Rows">Rows of the class, in an order that depends on their cells alone.</param>
public sealed record ClassRows(Table Features, FeatureMatrix Items, int[] Rows);
