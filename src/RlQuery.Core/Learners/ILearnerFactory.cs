using RlQuery.Core.Data;

namespace RlQuery.Core.Learners;

/// <summary>Makes learners of one kind: each thread and each committee member needs its own.</summary>
[PartKind("learner", "learners")]
public interface ILearnerFactory : IPart
{
    /// <summary>What its learners predict: classes, numbers, clusters or texts.</summary>
    /// <value>Default: classes.</value>
    TargetKind Predicts => TargetKind.Class;

    /// <summary>Whether its learners heed how much each label counts; if not, sets with weights of labels are refused.</summary>
    /// <value>Default: yes.</value>
    bool HeedsWeights => true;

    /// <summary>Why its learners cannot learn a data set, though what they predict is of the right kind.</summary>
    /// <param name="data">A data set.</param>
    /// <returns>What is amiss, without the name of the set; null where nothing is. Default: null.</returns>
    string? Lack(Dataset data) => null;

    /// <summary>The factory of an episode's learners.</summary>
    /// <param name="seed">Seed of the episode.</param>
    /// <returns>This factory, unless it is a mix.</returns>
    ILearnerFactory Draw(ulong seed) => this;

    /// <summary>Makes a learner.</summary>
    ILearner Create();
}
