using RlQuery.Core.Tasks;
using RlQuery.Core.Tasks.Classification;
using RlQuery.Core.Tasks.Multilabel;
using RlQuery.Core.Tasks.Regression;

namespace RlQuery.Core.Queries;

/// <summary>What may be answered of the items of an <see cref="ActiveLearner"/>.</summary>
public sealed class AnswerSpaces
{
    private AnswerSpaces(ITask task, IReadOnlyList<AnswerSpace> units) => (Task, Units) = (task, units);

    /// <summary>The kind of answer.</summary>
    public ITask Task { get; }

    /// <summary>The allowed answers for each unit of an item.</summary>
    public IReadOnlyList<AnswerSpace> Units { get; }

    /// <summary>A number for each item.</summary>
    public static AnswerSpaces Numbers { get; } = new(RegressionTask.Instance, [AnswerSpace.Numbers]);

    /// <summary>One of several classes for each item.</summary>
    /// <param name="count">Number of classes, at least 2.</param>
    public static AnswerSpaces Classes(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        return new AnswerSpaces(ClassificationTask.Instance, [new AnswerSpace(count)]);
    }

    /// <summary>A set of classes for each item.</summary>
    /// <param name="count">Number of classes, at least 1.</param>
    public static AnswerSpaces Sets(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return new AnswerSpaces(MultilabelTask.Instance, [.. Enumerable.Repeat(new AnswerSpace(2), count)]);
    }

    /// <summary>A set of classes as an answer: for each class whether it is in the set. A class that is not allowed gives an invalid answer.</summary>
    internal double[] Indicators(IReadOnlyList<int> set)
    {
        double[] answer = new double[Units.Count];
        foreach (int label in set)
        {
            if (label < 0 || label >= answer.Length)
            {
                return [double.NaN];
            }
            answer[label] = 1;
        }
        return answer;
    }

    /// <summary>What is wrong with an answer; null if nothing is.</summary>
    internal string? FaultOf(double[] answer)
    {
        if (answer.Length != Units.Count)
        {
            return $"the answer is not allowed; use {(Units.Count > 1 ? $"classes of 0..{Units.Count - 1}" : "one value")}";
        }
        foreach ((double value, AnswerSpace space) in answer.Zip(Units))
        {
            if (space.IsNumber ? !double.IsFinite(value) : !(value >= 0 && value < space.Classes))
            {
                return FormattableString.Invariant($"{value} is not allowed; use {(space.IsNumber ? "a finite number" : $"0..{space.Classes - 1}")}");
            }
        }
        return null;
    }

    /// <summary>Whether answers differ in a unit, so that a learner can be unsure of it.</summary>
    internal bool CanLearn(IReadOnlyList<double[]> answers) =>
        Enumerable.Range(0, Units.Count).Any(unit => answers.Select(answer => answer[unit]).Distinct().Skip(1).Any());
}
