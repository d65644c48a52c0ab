using RlQuery.Core.Data;

namespace RlQuery.Core.Tasks;

/// <summary>What can be asked for, and all that is known of it before anybody answers: standardised features, and which rows of the data set they are. Immutable.</summary>
/// <remarks>Nothing here tells an answer: learners, signals and strategies are handed this, and the answers that were given.</remarks>
public sealed class Items
{
    /// <summary>Takes over its parts.</summary>
    /// <param name="name">Name of the data set.</param>
    /// <param name="dataHash">Hash of the data set, from which learners that draw derive their seeds.</param>
    /// <param name="features">Standardised features [items x features].</param>
    /// <param name="rows">Row in the data set of each item.</param>
    /// <param name="origin">Items that tell this problem's random choices from those of another split: those that are labelled at the start.</param>
    public Items(string name, string dataHash, FeatureMatrix features, int[] rows, int[] origin)
    {
        Name = name;
        DataHash = dataHash;
        Features = features;
        Rows = rows;
        Origin = origin;
    }

    /// <summary>Name of the data set.</summary>
    public string Name { get; }

    /// <summary>Hash of the data set, in hexadecimal.</summary>
    public string DataHash { get; }

    /// <summary>Standardised features [items x features].</summary>
    public FeatureMatrix Features { get; }

    /// <summary>Number of items.</summary>
    public int Count => Features.Rows;

    /// <summary>Row in the data set of each item.</summary>
    public int[] Rows { get; }

    /// <summary>Items that tell this problem's random choices from those of another split.</summary>
    public int[] Origin { get; }
}
