using System.Diagnostics;
using System.Text.Json;
using RlQuery.Core.Learners;
using RlQuery.Core.Policies;
using RlQuery.Core.Policies.Onnx;
using RlQuery.Core.Signals;
using RlQuery.Core.Signals.Context;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Policies.Onnx;

/// <summary>rlquery_inputs.py tells users of exported models how to compute what these take: it must give what this library gives.</summary>
public sealed class NumpyInputsTests
{
    private const string Script = """
        import json, sys
        import numpy as np
        sys.path.insert(0, sys.argv[1])
        import rlquery_inputs
        results = []
        for case in json.load(sys.stdin):
            x, p = np.array(case["X"], dtype=float), np.array(case["P"], dtype=float)
            rows = [np.array(case[name], dtype=int) for name in ("labelled", "labels", "candidates", "sample", "references")]
            results.append({"signals": rlquery_inputs.signals(x, p, *rows).tolist(), "state": rlquery_inputs.state(x, p, *rows[:2]).tolist()})
        json.dump(results, sys.stdout)
        """;

    private static readonly LearnedPolicy Policy = PolicyReader.Load(Path.Combine(Repository.Root, "policies", "general"), Known.Parts);

    [NumpyFact]
    public void The_inputs_of_the_general_policy_are_the_same_in_numpy_and_lead_to_its_choice_in_ONNX_Runtime()
    {
        Case[] cases = [.. Cases()];
        Result[] results = Run(cases);
        Assert.Equal(cases.Length, results.Length);
        (PolicyDocument document, TensorFile weights, _) = PolicyReader.Open(Path.Combine(Repository.Root, "policies", "general"), Known.Parts);
        using var model = new OnnxRun(OnnxPolicy.Model(document, weights, Known.Parts));
        double largest = 0;
        for (int i = 0; i < cases.Length; i++)
        {
            Observation expected = cases[i].Expected;
            Observation actual = results[i].ToObservation(expected);
            for (int k = 0; k < expected.State.Length; k++)
            {
                Assert.Equal(expected.State[k], actual.State[k], 1e-4);
            }
            for (int j = 0; j < Policy.SignalList.Signals.Count; j++)
            {
                for (int row = 0; row < expected.Count; row++)
                {
                    double difference = Math.Abs(expected.Column(j)[row] - actual.Column(j)[row]);
                    Assert.True(
                        difference < 1e-4,
                        $"case {i}, candidate {row}, {Policy.SignalList.SignalNames[j]}: {actual.Column(j)[row]}, not {expected.Column(j)[row]}");
                    largest = Math.Max(largest, difference);
                }
            }
            float[] scores = new float[expected.Count];
            Policy.Score(expected, scores);
            Assert.Equal(QueryChoice.Best(scores, expected.Rows), model.Score(actual).Choice);
        }
        Assert.True(largest > 0, "two computations in different precision agree to the last digit only if they are one");
    }

    private static IEnumerable<Case> Cases()
    {
        (int Classes, int Features, int Pool, int Queries)[] sizes =
            [(2, 3, 60, 0), (2, 30, 90, 25), (3, 5, 120, 40), (5, 8, 100, 0), (5, 12, 80, 3), (2, 2, 12, 9), (4, 3, 30, 20)];
        foreach ((int classes, int features, int pool, int queries) in sizes)
        {
            Problem problem = Problems.Blobs(pool, 10, features, classes, (ulong)pool);
            // Without the labels of one class, and without any.
            foreach (int[] start in new[] { problem.Start, problem.Start[1..], [] })
            {
                yield return Observe(ProblemParts.From(problem, start), queries);
            }
        }
    }

    private static Case Observe(Problem problem, int queries)
    {
        var factory = new LogisticRegressionFactory();
        ILearner learner = factory.Create();
        var context = new SignalContext(learner, factory);
        context.Begin(problem, 100, 7);
        foreach (int row in context.Pool.Candidates.ToArray().Where((_, i) => i % 2 == 1).Take(queries))
        {
            context.Pool.Take(row);
        }
        context.Answer(problem);
        context.Show(context.Pool.Candidates);
        Observation observation = new ObservationBuilder(Policy.SignalList).Build(context);
        int[] sample = new int[WhitenedSample.Size];
        sample = sample[..context.Sample(sample)];
        return new Case(
            [.. Enumerable.Range(0, problem.PoolFeatures.Rows).Select(row => problem.PoolFeatures.Row(row).ToArray())],
            [.. Enumerable.Range(0, problem.PoolFeatures.Rows).Select(row => context.ProbabilitiesOf(row).ToArray())],
            context.Pool.Labelled.ToArray(), context.Pool.Labels.ToArray(), context.Candidates.ToArray(), sample, context.References.Sample.ToArray(),
            observation);
    }

    private static Result[] Run(Case[] cases)
    {
        var start = new ProcessStartInfo(NumpyFactAttribute.Python, ["-c", Script, Path.Combine(Repository.Root, "src", "RlQuery.Core", "Policies", "Onnx")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        start.Environment["OPENBLAS_NUM_THREADS"] = "1";
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        JsonSerializer.Serialize(process.StandardInput.BaseStream, cases.Select(one => new
        {
            one.X,
            one.P,
            labelled = one.Labelled,
            labels = one.Labels,
            candidates = one.Candidates,
            sample = one.Sample,
            references = one.References,
        }));
        process.StandardInput.Close();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error.Result);
        return JsonSerializer.Deserialize<Result[]>(output.Result, JsonSerializerOptions.Web)!;
    }

    private sealed record Case(float[][] X, float[][] P, int[] Labelled, int[] Labels, int[] Candidates, int[] Sample, int[] References, Observation Expected);

    private sealed record Result(float[][] Signals, float[] State)
    {
        public Observation ToObservation(Observation like)
        {
            var observation = new Observation(like.SignalList);
            observation.Begin(like.Rows, like.Seed);
            for (int j = 0; j < like.SignalList.Signals.Count; j++)
            {
                for (int i = 0; i < like.Count; i++)
                {
                    observation.MutableColumn(j)[i] = Signals[i][j];
                }
            }
            State.CopyTo(observation.MutableState);
            return observation;
        }
    }
}
