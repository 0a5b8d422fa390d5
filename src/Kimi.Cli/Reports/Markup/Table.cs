namespace Kimi.Cli.Reports.Markup;

/// <summary>What a column holds.</summary>
internal enum ColumnKind
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>Numbers.</summary>
    Number,

    /// <summary>Numbers from the paper, next to those of the runs.</summary>
    Paper,
}

/// <summary>A column of a table.</summary>
/// <param name="Heading">Its heading.</param>
/// <param name="Kind">What it holds.</param>
internal sealed record Column(string Heading, ColumnKind Kind = ColumnKind.Number);

/// <summary>A row of a table.</summary>
/// <param name="Cells">A text for each column.</param>
/// <param name="IsPaper">Whether its numbers are the paper's, below those of the runs.</param>
internal sealed record Row(IReadOnlyList<string> Cells, bool IsPaper = false)
{
    /// <summary>A row of the runs' numbers.</summary>
    /// <param name="cells">A text for each column.</param>
    public static Row Of(params IReadOnlyList<string> cells) => new(cells);

    /// <summary>A row of the paper's numbers.</summary>
    /// <param name="cells">A text for each column.</param>
    public static Row OfPaper(params IReadOnlyList<string> cells) => new(cells, IsPaper: true);
}

/// <summary>A table.</summary>
/// <param name="Columns">The columns.</param>
/// <param name="Rows">The rows.</param>
internal sealed record Table(IReadOnlyList<Column> Columns, IReadOnlyList<Row> Rows)
{
    /// <summary>The table as markup.</summary>
    public Html ToHtml() => Html.Of(
        $"""
        <div class="scroll"><table><thead><tr>{Columns.Select(column => Html.Of($"<th class=\"{Class(column)}\">{column.Heading}</th>"))}</tr></thead>
        <tbody>{Rows.Select(ToHtml)}</tbody></table></div>

        """);

    private Html ToHtml(Row row)
    {
        var cells = row.Cells.Zip(Columns, (cell, column) => Html.Of($"<td class=\"{Class(column)}\">{cell}</td>"));
        return Html.Of($"<tr class=\"{(row.IsPaper ? "paper" : "ours")}\">{cells}</tr>\n");
    }

    private static string Class(Column column) => column.Kind switch
    {
        ColumnKind.Text => "text",
        ColumnKind.Number => "number",
        _ => "number paper",
    };
}
