using RlQuery.Annotators;
using RlQuery.Annotators.Models;
using RlQuery.Annotators.Questions;
using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Labelling;
using RlQuery.Embeddings;
using RlQuery.MicrosoftML;
using RlQuery.Studies;
using CellTable = RlQuery.Core.Data.Table;

namespace RlQuery.Cli.Annotating;

/// <summary>Gets the answers of the local models and people of a panel, before anybody is asked.</summary>
/// <param name="Cells">The table as it was read.</param>
/// <param name="Target">Name or index of the target column; null for the last.</param>
/// <param name="Schema">The known kinds of columns.</param>
/// <param name="Parts">Where encoders are found.</param>
/// <param name="Encoding">Progress, cancellation and cache.</param>
internal sealed record ReadyPanel(CellTable Cells, string? Target, TableSchema? Schema, Parts Parts, EncodingOptions Encoding)
{
    /// <summary>The answers, by the names of the annotators; what cannot be used is added to the faults.</summary>
    /// <param name="panel">The panel.</param>
    /// <param name="panelFile">Its file, to which other files are relative.</param>
    /// <param name="table">The questions.</param>
    /// <param name="faults">Receives what is wrong.</param>
    public Dictionary<string, IReadOnlyDictionary<AnnotationQuestion, ReadyAnswer>> Answers(
        PanelDefinition panel, string panelFile, AnnotationTable table, Faults faults)
    {
        var ready = new Dictionary<string, IReadOnlyDictionary<AnnotationQuestion, ReadyAnswer>>();
        string folder = Path.GetDirectoryName(Path.GetFullPath(panelFile))!;
        foreach (PersonDefinition person in panel.People)
        {
            if (faults.Collect(() => PersonFile.Read(person, Path.Combine(folder, person.Answers), table, Cells.Rows)) is { } answers)
            {
                ready.Add(person.Name, answers);
            }
        }
        foreach (LocalModelDefinition model in panel.LocalModels)
        {
            if (faults.Collect(() => LocalModel.Answer(model, table, DataOf(model))) is { } answers)
            {
                ready.Add(model.Name, answers);
            }
        }
        return ready;
    }

    private Dataset DataOf(LocalModelDefinition model) =>
        LabellingTable.Of(Cells, Target, new MixedTableFeaturizer(PretrainedEncoders.Create(Parts, [model.Encoder], Encoding)), Schema).Data;
}
