using RlQuery.Core.Data;

namespace RlQuery.Core.Tasks;

/// <summary>A kind of answer, and all that follows from it. Everything else asks the task and knows no other difference between tasks.</summary>
/// <remarks>A task is one folder under Tasks. Stateless; several threads use it at once.</remarks>
[PartKind("task", "tasks")]
public interface ITask : IPart
{
    /// <summary>The unit of cost of oracles that count answers.</summary>
    const string Labels = "labels";

    /// <summary>The unit in which its answers are paid for: the x axis of its curves.</summary>
    /// <value>Default: labels, each of which costs 1.</value>
    string CostUnit => Labels;

    /// <summary>What the target of its data sets holds.</summary>
    TargetKind Target { get; }

    /// <summary>What the units of an answer are, and so what its learners predict: classes, or numbers.</summary>
    TargetKind Unit { get; }

    /// <summary>What is measured where nothing else is asked for.</summary>
    IMetric DefaultMetric { get; }

    /// <summary>Name of the learner where nothing else is asked for.</summary>
    string DefaultLearner { get; }

    /// <summary>Name of the setting of environment files that says how many labels there are at the start.</summary>
    string StartSetting { get; }

    /// <summary>What <see cref="StartSetting"/> is where nothing else is asked for, at least 1.</summary>
    int DefaultStart { get; }

    /// <summary>Name of the heuristic that learned policies are measured against.</summary>
    string Reference { get; }

    /// <summary>Name of the signal that ranks candidates by how unsure the learner is: policies choose among the first by it.</summary>
    string Uncertainty { get; }

    /// <summary>Names of the heuristics that are compared where nothing else is asked for, in order.</summary>
    IReadOnlyList<string> DefaultStrategies { get; }

    /// <summary>
    /// Whether items that are taken for a batch count as labelled with what was predicted of them (the kriging believer: D. Ginsbourger, R. Le Riche and L. Carraro, "Kriging is
    /// Well-suited to Parallelize Optimization", 2010); else they are only marked as taken.
    /// </summary>
    bool Believes { get; }

    /// <summary>What may be answered of each unit of an item.</summary>
    /// <param name="data">A data set of the task.</param>
    IReadOnlyList<AnswerSpace> Units(Dataset data);

    /// <summary>Makes the values that a signal has of the units of an item one value of the item.</summary>
    /// <param name="units">A value for each unit.</param>
    /// <value>Default: their mean. Of one unit it is that unit's value.</value>
    float Join(ReadOnlySpan<float> units)
    {
        if (units.Length == 1)
        {
            return units[0];
        }
        float sum = 0;
        foreach (float value in units)
        {
            sum += value;
        }
        return sum / units.Length;
    }

    /// <summary>Draws the items whose answers are known at the start.</summary>
    /// <param name="split">The pool.</param>
    /// <param name="count">Number of labels, by <see cref="StartSetting"/>; at least 1.</param>
    /// <returns>Positions in the pool, in the order in which they were drawn.</returns>
    int[] DrawStart(PoolTestSplit split, int count);

    /// <summary>Which labelled rows of a table count as labelled at the start, when a policy is told how far an episode has come.</summary>
    /// <param name="data">A data set of the task.</param>
    /// <param name="labelled">Its rows with a target, ascending.</param>
    int[] StartAmong(Dataset data, int[] labelled);

    /// <summary>Whether the targets that are known are enough for a learner to be unsure of others.</summary>
    /// <param name="data">A data set of the task.</param>
    bool CanLearn(Dataset data);

    /// <summary>What training rewards: a score that grows as the learner does better.</summary>
    /// <param name="predictions">Predictions of the test items.</param>
    /// <param name="smoothing">Weight of a smoother score against the plain one, in [0, 1].</param>
    double Score(TestPredictions predictions, double smoothing);
}
