using System.Globalization;
using Kimi.Dsl;

namespace Kimi.Runtime.Data;

/// <summary>How problems are read from the rows of a file: which fields they have, by a layout and by the options that override it.</summary>
internal sealed class ProblemFields
{
    private const string Box = @"\boxed";
    private const string SolutionField = "solution";

    private readonly Names _names;
    private readonly bool _isBoxed;
    private readonly bool _isAime;
    private readonly VisualFields? _visual;

    // Optional fields that options name, and no row had so far.
    private readonly HashSet<string> _unseen;
    private readonly RowImages _images;

    /// <summary>The fields of a layout.</summary>
    /// <param name="options">The layout, and what differs from it.</param>
    /// <param name="images">Reads prompts.</param>
    public ProblemFields(ProblemsFileAttribute options, RowImages images)
    {
        _images = images;
        var layout = Of(options.Layout);
        _names = new()
        {
            Prompt = options.PromptField.Length > 0 ? [options.PromptField] : layout.Prompt,
            Answer = options.AnswerField.Length > 0 ? [options.AnswerField] : layout.Answer,
            Marker = options.AnswerMarker.Length > 0 ? options.AnswerMarker : layout.Marker,
            Id = options.IdField.Length > 0 ? [options.IdField] : layout.Id,
            Level = options.LevelField.Length > 0 ? [options.LevelField] : layout.Level,
            Tags = options.TagFields.Length > 0 ? options.TagFields : layout.Tags,
        };
        _isAime = options.Layout == ProblemLayout.Aime;
        _visual = VisualFields.Of(options.Layout);
        _isBoxed = _isAime || options.Layout == ProblemLayout.Math;
        _unseen = [.. options.TagFields.Append(options.IdField).Append(options.LevelField).Where(field => field.Length > 0)];
    }

    /// <summary>All fields that a problem may be made of.</summary>
    public IReadOnlyList<string> All =>
    [
        .. _names.Prompt, .. _names.Answer, .. _names.Id, .. _names.Level, .. _names.Tags, .. _images.Fields, .. _visual?.Fields ?? [],
        .. _isBoxed ? (string[])[SolutionField] : [],
    ];

    /// <summary>Those of them that may have images.</summary>
    public IReadOnlyList<string> Images => _images.Fields;

    /// <summary>The optional field that an option names and no row had; null if there is none.</summary>
    public string? Unseen => _unseen.FirstOrDefault() ?? _images.Unseen;

    /// <summary>Makes a problem of a row; its answer is empty if the row's is.</summary>
    /// <param name="row">The row.</param>
    /// <param name="stage">The stage, whose name begins ids that the file does not have.</param>
    /// <exception cref="FormatException">The row is no problem.</exception>
    public MathProblem Problem(Row row, string stage)
    {
        var (answer, solution) = Answer(row);
        var prompt = row.Need(_names.Prompt);
        var problem = new MathProblem
        {
            Prompt = _images.Prompt(row, prompt, _visual?.Choices(row, prompt.Name) ?? ""),
            Answer = _isAime ? WithoutLeadingZeros(answer) : answer,
            Solution = solution,
            Id = Optional(row, _names.Id) is { IsNull: false } id ? id.Filled : string.Create(CultureInfo.InvariantCulture, $"{stage}:{row.Number}"),
            Level = Optional(row, _names.Level)?.Level ?? 0,
            Tags = [.. _names.Tags.SelectMany(field => Optional(row, [field])?.Texts ?? []).Where(tag => tag.Length > 0)],
        };
        return _visual?.Judged(row, problem) ?? problem;
    }

    private RowField? Optional(Row row, IReadOnlyList<string> names)
    {
        var found = row.Find(names);
        if (found is { } field)
            _unseen.Remove(field.Name);
        return found;
    }

    private (string Answer, string Solution) Answer(Row row)
    {
        if (_names.Answer.Count == 0)
            return ("", "");
        var field = row.Need(_names.Answer);
        var text = field.Text;
        if (_names.Marker.Length > 0 && text.Length > 0)
        {
            var marker = text.LastIndexOf(_names.Marker, StringComparison.Ordinal);
            return marker >= 0
                ? (text[(marker + _names.Marker.Length)..].Trim(), text[..marker].TrimEnd())
                : throw new FormatException($"its {field.Name} has no {_names.Marker} before the final answer");
        }

        if (!_isBoxed)
            return (text.Trim(), "");
        var solution = row.Find(SolutionField) is { IsNull: false } worked ? worked.Text : "";
        if (LastBox(text) is { } boxed)
            return (boxed, solution);
        return text.Length > 0 && string.Equals(field.Name, SolutionField, StringComparison.OrdinalIgnoreCase)
            ? throw new FormatException($"its {field.Name} has no {Box}{{…}} with the final answer")
            : (text.Trim(), solution);
    }

    // What the last \boxed{…} holds; braces within it are in pairs. Null if there is none that is closed.
    private static string? LastBox(string text)
    {
        var start = text.LastIndexOf(Box + "{", StringComparison.Ordinal);
        if (start < 0)
            return null;
        start += Box.Length + 1;
        for (var (place, depth) = (start, 1); place < text.Length; place++)
        {
            depth += text[place] switch { '{' => 1, '}' => -1, _ => 0 };
            if (depth == 0)
                return text[start..place].Trim();
        }

        return null;
    }

    private static string WithoutLeadingZeros(string answer) =>
        answer.Length > 1 && answer.All(char.IsAsciiDigit) ? answer.TrimStart('0') is { Length: > 0 } number ? number : "0" : answer;

    private static Names Of(ProblemLayout layout) => layout switch
    {
        ProblemLayout.Gsm8k => new() { Prompt = ["question"], Answer = ["answer"], Marker = "####" },
        ProblemLayout.Math => new()
        {
            Prompt = ["problem"],
            Answer = ["answer", SolutionField],
            Id = ["unique_id"],
            Level = ["level"],
            Tags = ["subject", "type"],
        },
        ProblemLayout.Aime => new() { Prompt = ["problem", "question"], Answer = ["answer", SolutionField] },
        ProblemLayout.Verl => new()
        {
            Prompt = ["prompt"],
            Answer = ["reward_model.ground_truth"],
            Level = ["extra_info.level"],
            Tags = ["data_source", "ability"],
        },
        ProblemLayout.MathVista => new()
        {
            Prompt = ["query", "question"],
            Answer = ["answer"],
            Id = ["pid"],
            Tags = ["metadata.task", "metadata.skills"],
        },
        ProblemLayout.Mmmu => new()
        {
            Prompt = ["question"],
            Answer = ["answer"],
            Id = ["id"],
            Level = ["topic_difficulty"],
            Tags = ["subfield"],
        },
        ProblemLayout.MathVision => new()
        {
            Prompt = ["question"],
            Answer = ["answer"],
            Id = ["id"],
            Level = ["level"],
            Tags = ["subject"],
        },
        ProblemLayout.Prompts => new() { Prompt = ["prompt", "messages"] },
        _ => new() { Prompt = ["prompt"], Answer = ["answer"] },
    };

    // Of several fields for one thing, a row's first counts; of tags, all.
    private sealed record Names
    {
        public required IReadOnlyList<string> Prompt { get; init; }

        public IReadOnlyList<string> Answer { get; init; } = [];

        public string Marker { get; init; } = "";

        public IReadOnlyList<string> Id { get; init; } = [];

        public IReadOnlyList<string> Level { get; init; } = [];

        public IReadOnlyList<string> Tags { get; init; } = [];
    }
}
