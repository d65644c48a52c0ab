using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Queries;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Labelling;

/// <summary>A session's learner, fitted once to some answers, and what it predicts of every item of a problem.</summary>
internal sealed class FittedModel
{
    private readonly float[] _probabilities = [];
    private readonly double[] _numbers = [];
    private readonly int _classes;

    /// <param name="learner">Makes the learner.</param>
    /// <param name="seed">Seed of the session.</param>
    /// <param name="problem">Of <see cref="LabellingTable.ToProblem"/>.</param>
    /// <param name="items">Items that it is fitted to, in this order.</param>
    /// <param name="data">The data set with their answers.</param>
    public FittedModel(ILearnerFactory learner, ulong seed, Problem problem, int[] items, Dataset data)
    {
        AnswerSpace space = problem.Units[0];
        _classes = space.Classes;
        ILearner model = learner.Draw(seed).Create();
        model.Start(problem.Items, space);
        int[] rows = Array.ConvertAll(items, item => problem.Items.Rows[item]);
        if (space.IsNumber)
        {
            model.Fit(items, Array.ConvertAll(rows, row => (double)data.Targets[row]), []);
            _numbers = new double[problem.Items.Count];
            model.Predict(problem.Items.Features, _numbers);
        }
        else
        {
            model.Fit(items, Array.ConvertAll(rows, row => data.Labels[row]), []);
            _probabilities = new float[problem.Items.Count * space.Classes];
            model.Predict(problem.Items.Features, _probabilities);
        }
    }

    /// <summary>What is predicted of an item: the most probable class, or a number.</summary>
    public double Predict(int item) => _classes == 0 ? _numbers[item] : VectorMath.ArgMax(ProbabilitiesOf(item));

    /// <summary>What is expected of an item.</summary>
    public Expectation Expect(int item) => _classes == 0 ? new Expectation([], _numbers[item], null) : new Expectation(ProbabilitiesOf(item).ToArray(), null, null);

    private ReadOnlySpan<float> ProbabilitiesOf(int item) => _probabilities.AsSpan(item * _classes, _classes);
}
