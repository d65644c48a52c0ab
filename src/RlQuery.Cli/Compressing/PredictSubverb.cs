using System.CommandLine;
using RlQuery.Core;
using RlQuery.Core.Data.Reading;
using RlQuery.MicrosoftML.Students;
using RlQuery.Studies;
using RlQuery.Studies.Compression;
using CellTable = RlQuery.Core.Data.Table;

namespace RlQuery.Cli.Compressing;

/// <summary><c>rlquery compress predict</c>: lets a small model predict the rows of a table.</summary>
internal sealed class PredictSubverb : Verb
{
    private readonly Option<string> _model = new("--model") { HelpName = "FILE.student", Required = true, Description = "A model that 'compress' made." };
    private readonly Option<string> _data = new("--data")
    {
        HelpName = "FILE",
        Required = true,
        Description = $"Table ({PartsHelp.Extensions(columns: true)}) with the column of texts that the model was made from.",
    };

    private readonly Option<string> _header = HeaderOption.Create();
    private readonly Option<string> _out = new("--out") { HelpName = "FILE.csv", Required = true, Description = "New file for the class of each row." };

    public PredictSubverb(Terminal terminal)
        : base(
            "predict", "Predict the rows of a table by a small model.",
            "rlquery compress predict --model runs/small/n-grams.student --data new.csv --out predicted.csv")
    {
        foreach (Option option in (Option[])[_model, _data, _header, _out])
        {
            Add(option);
        }
        SetAction(parsed => Execute(parsed, terminal));
    }

    private void Execute(ParseResult parsed, Terminal terminal)
    {
        string file = parsed.GetRequiredValue(_out);
        using var taken = OutputLock.Take(file);
        var faults = new Faults();
        if (Path.Exists(file))
        {
            faults.Add($"out: {file} exists; name a new file");
        }
        bool? header = HeaderOption.Parse(parsed.GetValue(_header), faults);
        TextStudent? student = faults.Collect(() => TextStudent.Load(parsed.GetRequiredValue(_model)));
        CellTable? cells = faults.Collect(() => TableReader.Read(parsed.GetRequiredValue(_data), null, PartsOption.Read(parsed), header));
        Core.Data.TableColumn? column = student is null ? null : cells?.Columns.FirstOrDefault(one => one.Name == student.Column);
        if (student is not null && cells is not null && column is null)
        {
            string known = string.Join(", ", cells.Columns.Select(one => one.Name));
            faults.Add($"{cells.Source}: has no column {student.Column}, which the model reads; there are {known}");
        }
        faults.ThrowIfAny();
        terminal.Notes(cells!.Notes);
        PredictedTexts.Write(file, student!, column!, FileModes.Of(cells.Source, parsed.GetRequiredValue(_model)));
        terminal.Output.WriteLine(FormattableString.Invariant($"{file}: {cells.Rows} rows"));
    }
}
