using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Learners;
using RlQuery.Core.Queries;
using RlQuery.Core.Standard;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;
using RlQuery.Torch.Learners;
using static TorchSharp.torch.nn;

namespace RlQuery.Samples.Tests;

/// <summary>Teaches a small convolutional network the bundled digits, by the images that it is least sure of.</summary>
internal static class DigitsNetwork
{
    public static void Run()
    {
        #region README
        Dataset digits = Catalog.Load().Open("digits");
        float[][] images = [.. Enumerable.Range(0, digits.Rows).Select(row => digits.Row(row).ToArray().Select(pixel => pixel / 16).ToArray())];
        var network = new ModuleFactory(
            "cnn",
            () => Sequential(("c1", Conv2d(1, 16, 3, padding: 1)), ("r1", ReLU()), ("p1", MaxPool2d(2)), ("flat", Flatten()), ("out", Linear(16 * 4 * 4, 10))),
            options: new ModuleOptions { InputShape = [1, 8, 8], Epochs = 30, LearningRate = 0.003 });

        IQueryStrategy margin = StandardParts.Create().Find<IQueryStrategy>("margin");
        var learner = new ActiveLearner(network, Items.Of(images[..1000]), AnswerSpaces.Classes(10), margin, UpdateMode.Continue);
        var test = new Judge(
            new FeatureMatrix([.. images[1000..].SelectMany(image => image)], images.Length - 1000, 64), digits.Labels[1000..], new AnswerSpace(10));
        for (int round = 0; round < 10; round++)
        {
            int[] asked = learner.Query(20);
            learner.Update(asked, [.. asked.Select(item => digits.Labels[item])]);
            Console.WriteLine($"{learner.Labelled.Count} labels: accuracy {learner.Score(test):F3}");
        }
        ActiveLearnerFile.Save(learner, "digits.json");
        #endregion
    }
}
