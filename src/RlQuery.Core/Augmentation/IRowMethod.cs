using RlQuery.Core.Data;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Augmentation;

/// <summary>A way to make rows of a class from rows of that class. It has no state.</summary>
public interface IRowMethod
{
    /// <summary>Name, such as <c>smote</c>.</summary>
    string Name { get; }

    /// <summary>What it does, in one line.</summary>
    string Description { get; }

    /// <summary>How many labelled rows a class needs.</summary>
    int FewestRows { get; }

    /// <summary>Why it cannot make rows of a table; null if it can.</summary>
    /// <param name="features">The feature columns, each with its kind.</param>
    string? FaultOf(Table features);

    /// <summary>Gets ready to make rows of one class.</summary>
    /// <param name="rows">The rows of the class, at least <see cref="FewestRows"/>.</param>
    /// <returns>Makes a row at each call; null where the drawn parents allow none.</returns>
    Func<Pcg64, MadeCells?> Begin(ClassRows rows);
}
