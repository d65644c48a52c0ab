using RlQuery.Core.Data;
using RlQuery.Core.Learners;

namespace RlQuery.Studies.Inputs;

/// <summary>Refuses learners that cannot learn a set: it lacks what they need, or its labels have weights, and all count the same to them.</summary>
public static class LearnerFit
{
    /// <summary>Checks one learner.</summary>
    /// <param name="learner">The learner; null for none.</param>
    /// <param name="data">The sets that it is for.</param>
    /// <param name="faults">Receives what is wrong.</param>
    public static void Check(ILearnerFactory? learner, IEnumerable<Dataset> data, Faults faults)
    {
        if (learner?.HeedsWeights == false && data.FirstOrDefault(set => set.LabelWeights is not null) is { } set)
        {
            faults.Add($"learner: '{learner.Name}' does not heed the weights that the labels of {set.Name} have; name another, or leave the column out");
        }
        foreach (Dataset one in data)
        {
            if (learner?.Lack(one) is { } lack)
            {
                faults.Add($"learner: '{learner.Name}' cannot learn {one.Name}: {lack}");
            }
        }
    }
}
