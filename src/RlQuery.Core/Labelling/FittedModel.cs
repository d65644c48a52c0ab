using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Queries;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Labelling;

/// <summary>A session's learner, fitted once to some answers, and what it predicts of every item of a problem: a learner of its own for each unit.</summary>
internal sealed class FittedModel
{
    private readonly ITask _task;
    private readonly float[][] _probabilities = [];
    private readonly double[] _numbers = [];
    private readonly string[] _texts = [];
    private readonly int _classes;

    /// <param name="learner">Makes the learner.</param>
    /// <param name="seed">Seed of the session.</param>
    /// <param name="problem">Of <see cref="LabellingTable.ToProblem"/>.</param>
    /// <param name="items">Items that it is fitted to, in this order.</param>
    /// <param name="data">The data set with their answers.</param>
    public FittedModel(ILearnerFactory learner, ulong seed, Problem problem, int[] items, Dataset data)
    {
        AnswerSpace space = problem.Units[0];
        double[] weights = data.WeightsOf(items.Select(item => problem.Items.Rows[item]));
        (_task, _classes) = (problem.Task, space.Classes);
        if (space.IsText)
        {
            _texts = new string[problem.Items.Count];
            string[] known = data.TargetTextsOf(Array.ConvertAll(items, item => problem.Items.Rows[item]));
            Fit(learner, seed, problem, space, items, known, weights).Predict(problem.Items.Features, _texts);
            return;
        }
        double[] targets = TargetsOf(data, Array.ConvertAll(items, item => problem.Items.Rows[item]), problem.Units.Count);
        if (space.IsNumber)
        {
            _numbers = new double[problem.Items.Count];
            Fit(learner, seed, problem, space, items, targets, weights).Predict(problem.Items.Features, _numbers);
            return;
        }
        _probabilities = new float[problem.Units.Count][];
        for (int unit = 0; unit < _probabilities.Length; unit++)
        {
            int[] labels = [.. Enumerable.Range(0, items.Length).Select(i => (int)targets[(i * _probabilities.Length) + unit])];
            _probabilities[unit] = new float[problem.Items.Count * _classes];
            Fit(learner, seed, problem, space, items, labels, weights).Predict(problem.Items.Features, _probabilities[unit]);
        }
    }

    /// <summary>The targets of some rows, with a value for each unit [rows x units].</summary>
    public static double[] TargetsOf(Dataset data, int[] rows, int units)
    {
        double[] targets = new double[rows.Length * units];
        for (int i = 0; i < rows.Length; i++)
        {
            data.CopyTarget(rows[i], targets.AsSpan(i * units, units));
        }
        return targets;
    }

    /// <summary>Predictions of some items: the most probable class of each unit, or a number [items x units].</summary>
    public double[] Predict(int[] items) => [.. items.SelectMany(Predict)];

    /// <summary>What is expected of an item.</summary>
    public Expectation Expect(int item) => _texts.Length > 0 ? new Expectation([], null, null) { Text = _texts[item] } : _classes == 0
        ? new Expectation([], _numbers[item], null)
        : Expectation.OfClasses(_task, [.. _probabilities.Select(unit => unit.AsSpan(item * _classes, _classes).ToArray())]);

    private double[] Predict(int item) => _classes == 0
        ? [_numbers[item]]
        : Array.ConvertAll(_probabilities, unit => (double)VectorMath.ArgMax(unit.AsSpan(item * _classes, _classes)));

    private static ILearner Fit(ILearnerFactory learner, ulong seed, Problem problem, AnswerSpace space, int[] items, Answers answers, double[] weights)
    {
        ILearner model = learner.Draw(seed).Create();
        model.Start(problem.Items, space);
        model.Fit(items, answers, weights);
        return model;
    }
}
