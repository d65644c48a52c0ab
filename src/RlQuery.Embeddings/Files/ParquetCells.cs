using System.Globalization;
using Parquet.Schema;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Formats;

namespace RlQuery.Embeddings.Files;

/// <summary>How the columns of one type become cells and numbers.</summary>
internal abstract class ParquetCells
{
    private static readonly Dictionary<Type, ParquetCells> Known = new()
    {
        [typeof(bool)] = new Column<bool>(ColumnKind.Categorical, value => value ? "true" : "false"),
        [typeof(byte)] = new Numbers<byte>(Whole, value => value, isSingle: true),
        [typeof(sbyte)] = new Numbers<sbyte>(Whole, value => value, isSingle: true),
        [typeof(short)] = new Numbers<short>(Whole, value => value, isSingle: true),
        [typeof(ushort)] = new Numbers<ushort>(Whole, value => value, isSingle: true),
        [typeof(int)] = new Numbers<int>(Whole, value => value),
        [typeof(uint)] = new Numbers<uint>(Whole, value => value),
        [typeof(long)] = new Numbers<long>(Whole, value => value),
        [typeof(ulong)] = new Numbers<ulong>(Whole, value => value),
        [typeof(float)] = new Numbers<float>(value => float.IsNaN(value) ? null : NumberText.Of(value), value => value, isSingle: true),
        [typeof(double)] = new Numbers<double>(value => double.IsNaN(value) ? null : NumberText.Of(value), value => value),
        [typeof(decimal)] = new Numbers<decimal>(Whole, value => double.Parse(Whole(value), CultureInfo.InvariantCulture)),
        [typeof(DateOnly)] = new Column<DateOnly>(ColumnKind.Date, value => value.ToString(Day, CultureInfo.InvariantCulture)),
        [typeof(DateTime)] = new Column<DateTime>(
            ColumnKind.Date, value => value.ToString(value.TimeOfDay.Ticks == 0 ? Day : Moment, CultureInfo.InvariantCulture)),
        [typeof(Guid)] = new Column<Guid>(ColumnKind.Unknown, value => value.ToString()),
        [typeof(ReadOnlyMemory<char>)] = new Words(),
    };

    private const string Day = "yyyy-MM-dd";
    private const string Moment = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF";

    /// <summary>What is wrong with a column that is not nested, and what to do; null where nothing is.</summary>
    public static string? FaultOf(DataField field) =>
        field is TimeDataField || field.ClrType == typeof(TimeOnly) || field.ClrType == typeof(TimeSpan)
            ? "holds times of the day, which are not read; write numbers, or dates with a time"
        : field.ClrType == typeof(ReadOnlyMemory<byte>) || field.ClrType == typeof(byte[]) ? "holds bytes, which are not read; write texts as strings"
        : Known.ContainsKey(field.ClrType) ? null
        : $"is of type {field.ClrType.Name}, which is not read; write numbers, truth values, dates or texts";

    /// <summary>How a column without a fault is read.</summary>
    public static ParquetCells Of(DataField field) => Known[field.ClrType];

    /// <summary>The cells of a column.</summary>
    public abstract TableColumn ReadCells(ParquetColumns file, DataField field);

    /// <summary>The numbers of a column; null where it holds none.</summary>
    public virtual SingleColumn? ReadNumbers(ParquetColumns file, DataField field) => null;

    private static string Whole<T>(T value)
        where T : IFormattable => value.ToString(null, CultureInfo.InvariantCulture);

    private sealed class Column<T>(ColumnKind kind, Func<T, string?> text) : ParquetCells
        where T : struct
    {
        public override TableColumn ReadCells(ParquetColumns file, DataField field) =>
            new(field.Name, kind, Array.ConvertAll(file.Values<T>(field), value => value is { } there ? text(there) : null))
            {
                DateForm = kind == ColumnKind.Date ? DateForm.All.First(form => form.Name == Day) : null,
            };
    }

    private sealed class Numbers<T>(Func<T, string?> text, Func<T, double> number, bool isSingle = false) : ParquetCells
        where T : struct
    {
        public override TableColumn ReadCells(ParquetColumns file, DataField field)
        {
            T?[] values = file.Values<T>(field);
            return TableColumn.OfNumbers(field.Name, new NumberCells(values.Length, row => Text(values[row]), () => Read(values)));
        }

        public override SingleColumn? ReadNumbers(ParquetColumns file, DataField field) => Read(file.Values<T>(field));

        private SingleColumn Read(T?[] values) => isSingle
            ? new SingleColumn(Array.ConvertAll(values, value => value is { } there ? (float)number(there) : float.NaN), 0, 0)
            : SinglePrecision.Of(Array.ConvertAll(values, value => value is { } there ? number(there) : double.NaN), () => Array.ConvertAll(values, Text));

        private string? Text(T? value) => value is { } there ? text(there) : null;
    }

    // As in a CSV file the cells tell what they are, and which are missing.
    private sealed class Words : ParquetCells
    {
        public override TableColumn ReadCells(ParquetColumns file, DataField field)
        {
            string[] raw = [.. file.Texts(field).Select(text => text ?? "")];
            return new TableColumn(field.Name, ColumnKind.Unknown, MissingCells.Find([.. raw.Select(text => text.Trim())])).WithRaw(raw);
        }
    }
}
