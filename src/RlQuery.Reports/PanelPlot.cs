using RlQuery.Reports.Typography;
using ScottPlot;
using ScottPlot.Plottables;
using SkiaSharp;

namespace RlQuery.Reports;

/// <summary>One panel: axes with round ticks, faint horizontal lines, no frame on the right and on top.</summary>
internal sealed class PanelPlot(string title, string xLabel, string yLabel)
{
    private readonly List<Action<Plot>> _content = [];

    public string Title { get; } = title;

    /// <summary>Whether the horizontal axis has a label.</summary>
    public bool NamesX => xLabel.Length > 0;

    /// <summary>Sets the range of both axes and their ticks.</summary>
    public void SetLimits(double left, double right, double bottom, double top, int xIntervals, int yIntervals) =>
        _content.Add(plot =>
        {
            plot.Axes.SetLimits(left, right, bottom, top);
            plot.Axes.Bottom.TickGenerator = TickScale.Create(left, right, xIntervals);
            plot.Axes.Left.TickGenerator = TickScale.Create(bottom, top, yIntervals);
        });

    /// <summary>Sets the range of both axes, which hold decimal logarithms, with ticks that show the numbers themselves.</summary>
    public void SetLogLimits(double left, double right, double bottom, double top) =>
        _content.Add(plot =>
        {
            plot.Axes.SetLimits(left, right, bottom, top);
            plot.Axes.Bottom.TickGenerator = TickScale.CreateLog(left, right);
            plot.Axes.Left.TickGenerator = TickScale.CreateLog(bottom, top);
        });

    /// <summary>Sets the range of both axes, of which the horizontal one holds decimal logarithms.</summary>
    public void SetLogStepLimits(double left, double right, double bottom, double top, int yIntervals) =>
        _content.Add(plot =>
        {
            plot.Axes.SetLimits(left, right, bottom, top);
            plot.Axes.Bottom.TickGenerator = TickScale.CreateLog(left, right);
            plot.Axes.Left.TickGenerator = TickScale.Create(bottom, top, yIntervals);
        });

    public void AddBand(double[] x, double[] lower, double[] upper, SeriesStyle style, double opacity) =>
        _content.Add(plot =>
        {
            FillY band = plot.Add.FillY(x, lower, upper);
            band.FillColor = style.Color.WithAlpha(opacity);
            band.LineWidth = 0;
            band.MarkerSize = 0;
        });

    public void AddLine(double[] x, double[] y, SeriesStyle style, float markerSize = 0) =>
        _content.Add(plot =>
        {
            Scatter line = plot.Add.Scatter(x, y);
            line.Color = style.Color;
            line.LineWidth = style.Width;
            line.LinePattern = style.Pattern;
            line.LineStyle.StrokeJoin = SKStrokeJoin.Round;
            line.MarkerSize = markerSize;
        });

    /// <summary>A mark around a point.</summary>
    public void AddMark(double x, double y, SeriesStyle style, MarkerShape shape) =>
        _content.Add(plot =>
        {
            Marker mark = plot.Add.Marker(x, y, shape, 13, style.Color);
            mark.MarkerLineWidth = 1.8f;
        });

    /// <summary>A dashed line across the panel.</summary>
    public void AddLevel(double y) =>
        _content.Add(plot => plot.Add.HorizontalLine(y, 1f, FigureStyle.AxisInk, LinePattern.DenselyDashed));

    /// <summary>Draws the panel; its data area is the rectangle without the padding.</summary>
    public void Draw(SKCanvas canvas, PixelRect rectangle, PixelPadding padding)
    {
        // ScottPlot takes its default font when a plot is made.
        Typefaces.Register();
        using var plot = new Plot();
        plot.FigureBackground.Color = Colors.Transparent;
        plot.Axes.Right.IsVisible = false;
        plot.Axes.Top.IsVisible = false;
        plot.Grid.XAxisStyle.IsVisible = false;
        plot.Grid.MajorLineColor = FigureStyle.GridInk;
        plot.Grid.MajorLineWidth = 0.8f;
        Style(plot.Axes.Bottom, xLabel);
        Style(plot.Axes.Left, yLabel);
        _content.ForEach(add => add(plot));
        plot.RenderManager.ClearCanvasBeforeEachRender = false;
        plot.Layout.Fixed(padding);
        // With new limits, ScottPlot draws a second time over the first; this draws once invisibly to avoid that.
        using var rehearsal = new SKNoDrawCanvas(FigureStyle.Width, FigureStyle.Width);
        plot.Render(rehearsal, rectangle);
        plot.Render(canvas, rectangle);
    }

    private static void Style(IAxis axis, string label)
    {
        axis.Label.Text = label;
        axis.Label.Bold = false;
        axis.Label.FontSize = FigureStyle.AxisLabelSize;
        axis.Label.ForeColor = FigureStyle.AxisInk;
        axis.TickLabelStyle.FontSize = FigureStyle.TickSize;
        axis.TickLabelStyle.ForeColor = FigureStyle.AxisInk;
        axis.FrameLineStyle.Color = FigureStyle.AxisInk;
        axis.FrameLineStyle.Width = 0.8f;
        axis.MajorTickStyle.Color = FigureStyle.AxisInk;
        axis.MajorTickStyle.Width = 0.8f;
        axis.MajorTickStyle.Length = 3.5f;
    }
}
