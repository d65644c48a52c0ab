namespace RlQuery.Core.Data;

/// <summary>Encodes tables with categories, text or missing cells as numbers.</summary>
/// <remarks>The features of a row depend on the table alone: the same table always gives the same bytes.</remarks>
public interface ITableFeaturizer
{
    /// <summary>Turns the feature columns of a table into finite numbers; the rows keep their order.</summary>
    /// <param name="features">The columns without the target, each numeric or categorical.</param>
    FeaturizedTable Featurize(Table features);
}
