using BenchmarkDotNet.Attributes;
using RlQuery.Benchmarks.Compare;
using RlQuery.Benchmarks.Problems;
using RlQuery.Core.Learners;
using RlQuery.Core.Tasks;

namespace RlQuery.Benchmarks.Micro;

/// <summary>Whole episodes under BenchmarkDotNet, for those who change the loop: <c>dotnet run -c Release -- micro</c>.</summary>
[MemoryDiagnoser]
public class EpisodeBenchmarks
{
    private const int Queries = 90;

    private readonly StrategyLoop _margin = new(new LogisticRegressionFactory(), "margin");
    private readonly StrategyLoop _committee = new(new LogisticRegressionFactory(), "qbc-vote");
    private readonly Problem _two = BenchmarkData.Gaussian(1000, 1000, 20, 2, 2);
    private readonly Problem _ten = BenchmarkData.Gaussian(1000, 1000, 64, 10, 10);

    /// <summary>A query by margin, two classes.</summary>
    [Benchmark(OperationsPerInvoke = Queries)]
    public double MarginOfTwoClasses() => _margin.Run(_two, 1, Queries).Aubc;

    /// <summary>A query by margin, ten classes.</summary>
    [Benchmark(OperationsPerInvoke = Queries)]
    public double MarginOfTenClasses() => _margin.Run(_ten, 1, Queries).Aubc;

    /// <summary>A query by the vote entropy of five members.</summary>
    [Benchmark(OperationsPerInvoke = Queries)]
    public double CommitteeOfFive() => _committee.Run(_two, 1, Queries).Aubc;
}
