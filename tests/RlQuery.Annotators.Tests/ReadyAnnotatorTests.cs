using RlQuery.Annotators.Joining;
using RlQuery.Annotators.Models;
using RlQuery.Annotators.Panels;
using RlQuery.Annotators.Questions;
using RlQuery.Annotators.Recording;
using RlQuery.Annotators.Tests.Support;
using RlQuery.Core;
using RlQuery.Core.Data;

namespace RlQuery.Annotators.Tests;

/// <summary>Local models and people in a panel.</summary>
public sealed class ReadyAnnotatorTests : PanelTest
{
    private static readonly PersonDefinition Anna = new() { Name = "anna", Answers = "anna.csv", Price = 0.25m };

    [Fact]
    public async Task People_and_local_models_are_recorded_joined_and_paid_like_others()
    {
        using var server = new ChatServer(call => ChatReply.Says(Truth(call)));
        var near = new LocalModelDefinition { Name = "near", Encoder = "e", Price = 0.5m };
        PanelDefinition panel = PanelOf(Model(server.Address)) with { People = [Anna], LocalModels = [near] };
        WriteAnswers("0,spam", "1,spam", "2,", "3,ham");
        PanelResult result = await AskAll(panel);
        Assert.Equal(
            ["rlquery_row,m,near,anna,label", "0,spam,spam,spam,spam", "1,ham,ham,spam,ham", "2,spam,spam,,spam", "3,ham,ham,ham,ham"], Lines(result));
        Assert.Equal(
            [(4, 4, 0, 0m), (4, 4, 0, 2m), (3, 3, 1, 0.75m)], result.Summaries.Select(one => (one.Asked, one.Answered, one.Abstained, one.Cost.Money)));
        using (var record = AnswerRecord.Open(Record))
        {
            Assert.Equal((11, 2.75m), (record.Count, record.Spent));
        }
        int calls = server.Calls.Count;
        PanelResult again = await AskAll(panel, offline: true);
        Assert.Equal(Lines(result), Lines(again));
        Assert.All(again.Summaries, one => Assert.Equal((0, 0m), (one.Asked, one.Cost.Money)));
        Assert.Equal(calls, server.Calls.Count);
    }

    [Fact]
    public async Task A_budget_holds_for_people_and_an_answer_that_changed_is_paid_for_anew()
    {
        PanelDefinition panel = new() { People = [Anna] };
        WriteAnswers("0,spam", "1,spam", "2,spam", "3,ham");
        PanelResult result = await AskAll(panel, budget: 0.6m);
        Assert.Equal((2, 2), (result.Summaries[0].Answered, result.Summaries[0].Unaffordable));
        await AskAll(panel);
        WriteAnswers("0,spam", "1,ham", "2,spam", "3,ham");
        PanelResult changed = await AskAll(panel);
        Assert.Equal((1, 3, 0.25m), (changed.Summaries[0].Asked, changed.Summaries[0].FromRecord, changed.Summaries[0].Cost.Money));
    }

    [Fact]
    public void A_local_model_learns_from_labels_that_may_be_shown_and_abstains_below_its_threshold()
    {
        string[] rows = ["0,", "9,", "5,", "1,a", "2,a", "8,b", "7,b", "3,a"];
        AnnotationTable table = Table(PanelOf(), rows, new AnnotationTableOptions { HeldOut = 1, Seed = 2 });
        Assert.Equal(4, table.Told.Count);
        Assert.Empty(table.Told.Select(one => one.Row).Intersect(table.Rows.Select(row => row.Row)));
        Dataset data = Numbers(rows);
        IReadOnlyDictionary<AnnotationQuestion, ReadyAnswer> all = LocalModel.Answer(new LocalModelDefinition { Name = "l" }, table, data);
        Assert.Equal((0, 1), (all[QuestionOf(table, 0)].Class, all[QuestionOf(table, 1)].Class));
        Assert.Equal(table.Rows.Count, all.Count);
        double sure = all[QuestionOf(table, 0)].Probability!.Value;
        IReadOnlyDictionary<AnnotationQuestion, ReadyAnswer> some =
            LocalModel.Answer(new LocalModelDefinition { Name = "l", Threshold = sure }, table, data);
        Assert.Contains(QuestionOf(table, 0), some);
        Assert.DoesNotContain(QuestionOf(table, 2), some);

        AnnotationTable one = Table(PanelOf() with { Classes = new Dictionary<string, string> { ["a"] = "", ["b"] = "" } }, ["0,", "1,a"]);
        Assert.Equal(
            "annotator 'l': fewer than two classes have labels that it may learn from; label some rows first",
            Assert.Throws<InvalidInputException>(() => LocalModel.Answer(new LocalModelDefinition { Name = "l" }, one, Numbers(["0,", "1,a"]))).Message);
    }

    [Fact]
    public void Rows_that_look_the_same_and_have_different_answers_have_none()
    {
        AnnotationTable table = Table(PanelOf(), ["same,", "same,", "x,spam", "y,ham"]);
        WriteAnswers("0,spam", "1,ham");
        Assert.Empty(PersonFile.Read(Anna, At("anna.csv"), table, 4));
        WriteAnswers("0,spam", "1,spam");
        Assert.Equal(0, Assert.Single(PersonFile.Read(Anna, At("anna.csv"), table, 4)).Value.Class - table.Classes.ToList().IndexOf("spam"));
    }

    [Fact]
    public void What_is_wrong_with_a_file_of_answers_is_told_line_by_line()
    {
        AnnotationTable table = Table(PanelOf());
        WriteAnswers("0,spam", "6,spam", "x,ham", "1,egg");
        Assert.Equal(
            [
                $"annotator 'anna': {At("anna.csv")} line 3: row '6' is not allowed; use 0..5",
                $"annotator 'anna': {At("anna.csv")} line 4: row 'x' is not allowed; use 0..5",
                $"annotator 'anna': {At("anna.csv")} line 5: 'egg' is none of the classes; use ham, spam",
            ],
            Assert.Throws<InvalidInputException>(() => PersonFile.Read(Anna, At("anna.csv"), table, 6)).Faults);
        File.WriteAllText(At("anna.csv"), "row,label\n0,spam\n");
        Assert.Equal(
            [$"annotator 'anna': {At("anna.csv")} has no column rlquery_row"],
            Assert.Throws<InvalidInputException>(() => PersonFile.Read(Anna, At("anna.csv"), table, 6)).Faults);
    }

    [Theory]
    [InlineData("""{"people": [{"name": "a"}]}""", "people[0].answers: is missing; name the CSV file of the person's answers")]
    [InlineData("""{"localModels": [{"name": "a"}]}""", "localModels[0].encoder: is missing; name one, such as minilm")]
    [InlineData("""{"localModels": [{"name": "a", "encoder": "e", "threshold": 2}]}""", "localModels[0].threshold: 2 is not allowed; use 0..1")]
    [InlineData("""{"people": [{"name": "a", "answers": "x", "price": -1}]}""",
        "people[0].price: -1 is not allowed; use 0..1000000 for an answer, with at most 6 decimals")]
    [InlineData("""{"annotators": [{"name": "a", "model": "m"}], "people": [{"name": "a", "answers": "x"}]}""",
        "people[0].name: 'a' is taken; give each annotator a name of its own")]
    public void What_is_not_allowed_in_a_panel_is_told_in_one_line(string text, string fault)
    {
        File.WriteAllText(At("panel.json"), text);
        Assert.EndsWith(fault, Assert.Single(Assert.Throws<InvalidInputException>(() => PanelFile.Read(At("panel.json"))).Faults), StringComparison.Ordinal);
    }

    private static AnnotationQuestion QuestionOf(AnnotationTable table, int row) => table.Rows.Single(one => one.Row == row).Question;

    private static Dataset Numbers(string[] rows) => Dataset.ForClassification(
        "n", "n", [.. rows.Select(row => (float)(row[0] - '0'))], [.. rows.Select(_ => Dataset.Unlabelled)], ["x"], ["a", "b"]);

    private void WriteAnswers(params string[] lines) => File.WriteAllLines(At("anna.csv"), ["rlquery_row,label", .. lines]);

    // The local model is right wherever it is asked.
    private async Task<PanelResult> AskAll(PanelDefinition panel, decimal? budget = null, bool offline = false)
    {
        AnnotationTable table = Table(panel);
        int ClassOf(AnnotationRow row) => table.Classes.ToList().IndexOf(row.Row is 0 or 2 ? "spam" : "ham");
        var ready = new Dictionary<string, IReadOnlyDictionary<AnnotationQuestion, ReadyAnswer>>
        {
            ["anna"] = PersonFile.Read(Anna, At("anna.csv"), table, 6),
            ["near"] = table.Rows.ToDictionary(row => row.Question, row => new ReadyAnswer(ClassOf(row), 0.9)),
        };
        using var record = AnswerRecord.Open(Record);
        IReadOnlyList<IAnnotator> annotators = Panel.Create(panel, table.Classes, record, new PanelOptions { Budget = budget, Time = Time, Ready = ready });
        return await PanelRun.Begin(table, annotators, offline).AskAsync(new MajorityJoin());
    }
}
