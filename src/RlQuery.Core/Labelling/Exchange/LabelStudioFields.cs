using System.Xml.Linq;
using RlQuery.Core.Data;

namespace RlQuery.Core.Labelling.Exchange;

/// <summary>How Label Studio shows the columns of a table, and the labelling configuration for it.</summary>
/// <remarks>
/// Long text is shown by a Text tag, pictures (by path or address) by an Image tag, and all other columns together by one Table tag. Names of tags and of
/// task data are letters, digits and underscores. Source: Label Studio's documentation of its tags Text, Image, Table, Choices and Number.
/// </remarks>
internal sealed class LabelStudioFields
{
    /// <summary>Tag of a picture.</summary>
    public const string Picture = "Image";

    private const int ShortText = 60;

    private static readonly string[] Pictures = [".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".svg"];

    private readonly IAnswerForm _form;
    private readonly HashSet<string> _taken = [RowKey.Row, RowKey.Hash, RowKey.Question, RowKey.Task];

    public LabelStudioFields(LabellingTable table)
    {
        _form = table.Form;
        Control = ControlOf(table);
        _taken.Add(Control);
        Cells = Allocate("cells");
        (int Column, string Tag, string Name)[] shown =
        [
            .. table.Shown.Select(i => (Column: i, Tag: TagOf(table.Cells.Columns[i])))
                .Where(one => one.Tag is not null).Select(one => (one.Column, one.Tag!, Allocate(table.Cells.Columns[one.Column].Name))),
        ];
        Shown = shown;
        Others = [.. table.Shown.Where(i => !shown.Any(one => one.Column == i))];
    }

    /// <summary>Name of the tag that takes the answer, Choices or Number: the target column's.</summary>
    public string Control { get; }

    /// <summary>Whether several choices make one answer.</summary>
    public bool TakesSeveral => _form.Kind == TargetKind.ClassSet;

    /// <summary>Name of the Table tag and its data.</summary>
    public string Cells { get; }

    /// <summary>Columns with their own tag: the kind of the tag and its name, which is also the name of its data.</summary>
    public IReadOnlyList<(int Column, string Tag, string Name)> Shown { get; }

    /// <summary>Columns that the Table tag shows.</summary>
    public IReadOnlyList<int> Others { get; }

    /// <summary>Name of the tag that labels are given to.</summary>
    public string Object => Shown.Count > 0 ? Shown[0].Name : Cells;

    /// <summary>Name of the tag that takes the answer.</summary>
    public static string ControlOf(LabellingTable table) => Plain(table.Cells.Columns[table.Target].Name);

    /// <summary>The labelling configuration.</summary>
    /// <param name="classes">Names of the classes; empty where numbers are asked for.</param>
    public XElement ToXml(IReadOnlyList<string> classes) => new(
        "View",
        Shown.Select(one => new XElement(one.Tag, new XAttribute("name", one.Name), new XAttribute("value", $"${one.Name}"))),
        Others.Count == 0 ? null : new XElement("Table", new XAttribute("name", Cells), new XAttribute("value", $"${Cells}")),
        _form.HasClasses
            ? new XElement(
                "Choices", new XAttribute("name", Control), new XAttribute("toName", Object),
                new XAttribute("choice", TakesSeveral ? "multiple" : "single"), new XAttribute("required", "true"), new XAttribute("showInline", "true"),
                classes.Select(name => new XElement("Choice", new XAttribute("value", name))))
            : new XElement("Number", new XAttribute("name", Control), new XAttribute("toName", Object), new XAttribute("required", "true")));

    /// <summary>
    /// Where Label Studio finds an image: a path relative to the table becomes a path below the root of its local files; URLs and absolute paths stay.
    /// </summary>
    public static string AddressOf(string cell) =>
        cell.Length == 0 || cell[0] is '/' or '\\' || cell.Contains(':', StringComparison.Ordinal) ? cell
        : $"/data/local-files/?d={string.Join('/', cell.Split('/', '\\').Select(Uri.EscapeDataString))}";

    private string Allocate(string name)
    {
        string plain = Plain(name);
        string free = plain;
        for (int i = 2; !_taken.Add(free); i++)
        {
            free = $"{plain}_{i}";
        }
        return free;
    }

    private static string? TagOf(TableColumn column)
    {
        string[] cells = [.. column.Cells.OfType<string>()];
        return cells.Length > 0 && cells.All(cell => Pictures.Contains(Path.GetExtension(cell).ToLowerInvariant())) ? Picture
            : cells.Any(cell => cell.Length > ShortText || cell.Contains('\n', StringComparison.Ordinal)) ? "Text" : null;
    }

    /// <summary>A name as Label Studio takes it.</summary>
    public static string Plain(string name)
    {
        string plain = string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_'));
        return plain.Length > 0 && !char.IsAsciiDigit(plain[0]) ? plain : $"_{plain}";
    }
}
