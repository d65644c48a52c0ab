namespace RlQuery.Core.Learners;

/// <summary>Makes learners of one kind: each thread and each committee member needs its own.</summary>
public interface ILearnerFactory
{
    /// <summary>Name as in environment files.</summary>
    string Name { get; }

    /// <summary>Makes a learner.</summary>
    ILearner Create();
}
