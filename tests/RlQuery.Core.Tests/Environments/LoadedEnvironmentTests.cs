using RlQuery.Core.Environments.Files;
using RlQuery.Core.Environments.Rewards;
using RlQuery.Core.Tests.Policies;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Environments;

public sealed class LoadedEnvironmentTests : IDisposable
{
    private const string Rows = "x,y,class\n1,2,a\n3,4,b\n2,2,a\n3,5,b\n";

    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("mine.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Files_are_found_relative_to_the_environment_file_and_names_in_the_catalog()
    {
        Directory.CreateDirectory(_folder.File("tables"));
        File.WriteAllText(_folder.File("tables/own.csv"), Rows);
        LoadedEnvironment loaded = Load("""
            { "training": { "data": ["tables/own.csv"], "synthetic": ["moons+nuisance"] }, "validation": ["iris"], "evaluation": ["wine"] }
            """);
        Assert.Equal("mine", loaded.Name);
        Assert.Equal(EnvironmentFile.Hash(Path), loaded.Hash);
        Assert.Equal(["own"], loaded.Training.Select(data => data.Name));
        Assert.Equal(["moons+nuisance"], loaded.Synthetic.Select(task => task.Name));
        Assert.Equal(["iris"], loaded.Validation.Select(data => data.Name));
        Assert.Equal(["wine"], loaded.Evaluation.Select(data => data.Name));
    }

    [Fact]
    public void A_smaller_pool_in_training_holds_in_training_alone()
    {
        LoadedEnvironment loaded = Load("""
            { "training": { "data": ["iris"], "synthetic": ["moons"], "poolCap": 40 }, "evaluation": ["wine"], "split": { "poolCap": 60 } }
            """);
        Assert.All(Enumerable.Range(0, 8), seed => Assert.Equal(40, loaded.TrainingProblems.Draw((ulong)seed).PoolFeatures.Rows));
        Assert.Equal(60, loaded.Problem.Create(loaded.Evaluation[0], 1).PoolFeatures.Rows);
    }

    [Fact]
    public void The_hash_is_that_of_the_bytes()
    {
        File.WriteAllText(Path, "{}");
        Assert.Equal("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a", EnvironmentFile.Hash(Path));
    }

    [Fact]
    public void Sets_of_one_origin_serve_one_purpose()
    {
        Assert.Equal(
            [$"{Path} line 2: evaluation: 'wdbc' comes from the same data as 'breast-cancer-wisconsin' in training.data; a set may serve one purpose only"],
            Faults("{ \"training\": { \"data\": [\"breast-cancer-wisconsin\"] },\n  \"evaluation\": [\"wdbc\"] }"));
        Assert.Equal(2, Load("{ \"training\": { \"data\": [\"crab-sex\", \"crab-species\"] } }").Training.Count);
    }

    [Fact]
    public void The_same_content_under_two_names_serves_one_purpose()
    {
        File.WriteAllText(_folder.File("one.csv"), Rows);
        File.WriteAllText(_folder.File("two.csv"), Rows);
        Assert.Equal(
            [$"{Path} line 1: evaluation: 'two.csv' comes from the same data as 'one.csv' in validation; a set may serve one purpose only"],
            Faults("{ \"validation\": [\"one.csv\"], \"evaluation\": [\"two.csv\"] }"));
        Assert.Equal(
            [$"{Path} line 1: evaluation: './one.csv' comes from the same data as 'one.csv' in validation; a set may serve one purpose only"],
            Faults("{ \"validation\": [\"one.csv\"], \"evaluation\": [\"./one.csv\"] }"));
    }

    [Fact]
    public void A_copy_of_a_bundled_set_counts_as_that_set()
    {
        File.Copy(System.IO.Path.Combine(Core.Data.Reading.EnvironmentsFolder.Locate(), "data", "iris.csv.gz"), _folder.File("flowers.csv.gz"));
        Assert.Equal(
            [$"{Path} line 1: evaluation: 'flowers.csv.gz' comes from the same data as 'iris' in training.data; a set may serve one purpose only"],
            Faults("{ \"training\": { \"data\": [\"iris\"] }, \"evaluation\": [\"flowers.csv.gz\"] }"));
    }

    [Fact]
    public void The_same_name_in_two_purposes_is_one_fault() => Assert.Equal(
        [$"{Path} line 1: evaluation: 'iris' is in training.data too; a set may serve one purpose only"],
        Faults("{ \"training\": { \"data\": [\"iris\"] }, \"evaluation\": [\"iris\"] }"));

    [Theory]
    [InlineData("accuracy-gain", typeof(AccuracyGain))]
    [InlineData("gain-over-reference", typeof(GainOverReference))]
    [InlineData("gain-over-margin", typeof(GainOverReference))]
    [InlineData("labels-to-target", typeof(LabelsToTarget))]
    public void The_reward_is_the_one_that_the_file_names(string name, Type reward)
    {
        File.WriteAllText(Path, $$"""{ "reward": { "kind": "{{name}}" } }""");
        Assert.IsType(reward, LoadedEnvironment.Read(Path, Known.Parts, null).CreateReward());
    }

    [Fact]
    public void Every_fault_of_the_file_and_of_its_data_is_told_at_once()
    {
        File.WriteAllText(_folder.File("text.csv"), "x,class\n1,a\n2,a\n");
        Assert.Equal(
            [
                $"{Path} line 1: budget: 0 is not allowed; use 1..100000",
                $"{Path} line 4: training.data: 'wien' is neither a file in {_folder.Path} nor a bundled set; did you mean 'wine'?",
                $"{Path} line 4: training.synthetic: synthetic task: 'moon' is unknown; did you mean 'moons'?",
                $"{Path} line 3: evaluation: text: the target has the one class a; at least 2 classes are needed",
                $"{Path} line 3: evaluation: 'missing.csv' is neither a file in {_folder.Path} nor a bundled set",
            ],
            Faults("""
                { "budget": 0, "learner": "logistic-regression",
                  "validation": [],
                  "evaluation": ["text.csv", "missing.csv"],
                  "training": { "data": ["wien"], "synthetic": ["moon"] } }
                """).Select(fault => fault.Split("; use baby,")[0]));
    }

    [Fact]
    public void Training_without_data_is_refused()
    {
        LoadedEnvironment loaded = Load("{ \"evaluation\": [\"wine\"] }");
        Assert.Equal(
            "mine: training names no data; give training.data or training.synthetic",
            Assert.Throws<InvalidInputException>(() => loaded.TrainingProblems).Message);
    }

    [Fact]
    public void Training_has_the_learners_that_it_names_and_otherwise_the_one_of_the_environment()
    {
        LoadedEnvironment alone = Load("{ \"learner\": \"random-forest\" }");
        Assert.Same(alone.Learner, alone.TrainingLearner);
        LoadedEnvironment mixed = Load("{ \"training\": { \"learners\": { \"svm-rbf\": 0.1, \"random-forest\": 0.9 } } }");
        Assert.Equal(("logistic-regression", "svm-rbf+random-forest"), (mixed.Learner.Name, mixed.TrainingLearner.Name));
    }

    private LoadedEnvironment Load(string text)
    {
        File.WriteAllText(Path, text);
        return LoadedEnvironment.Read(Path, Known.Parts, featurizer: null);
    }

    private IReadOnlyList<string> Faults(string text) => Assert.Throws<InvalidInputException>(() => Load(text)).Faults;
}
