namespace RlQuery.Core.Data;

/// <summary>Encodes tables with categories, dates, texts, images or missing cells as numbers.</summary>
/// <remarks>The features of a row depend on the table alone: the same table always gives the same bytes.</remarks>
public interface ITableFeaturizer
{
    /// <summary>Turns the feature columns of a table into finite numbers; the rows keep their order.</summary>
    /// <param name="features">The columns without the target, each with its kind: none is unknown or ignored.</param>
    FeaturizedTable Featurize(Table features);

    /// <summary>The same with other encoders of texts and images, which win over those that a schema names.</summary>
    /// <param name="encoders">Names or .onnx files, at most one for each kind of column; the others stay.</param>
    /// <exception cref="InvalidInputException">A name is unknown, two are for one kind, or the featurizer has none to choose from: the default.</exception>
    ITableFeaturizer With(IReadOnlyList<string> encoders) =>
        throw new InvalidInputException($"encoder: {string.Join(", ", encoders)} is not allowed; {GetType().Name} has no encoders to choose from");
}
