namespace RlQuery.Core.Streams;

/// <summary>Makes learners of one kind for streams.</summary>
public interface IIncrementalLearnerFactory
{
    /// <summary>Name as in tables and on command lines.</summary>
    string Name { get; }

    /// <summary>What it is, and where it was published: one line.</summary>
    string Description { get; }

    /// <summary>Makes a learner that has seen nothing.</summary>
    /// <param name="features">Features of an item, at least 1.</param>
    /// <param name="classes">Number of classes, at least 2.</param>
    IncrementalLearner Create(int features, int classes);
}
