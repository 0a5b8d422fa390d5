using System.Globalization;
using System.Text.Json;
using Kimi.Dsl;
using Kimi.Runtime.Mathematics;
using Kimi.Runtime.Mathematics.Extraction;

namespace Kimi.Runtime.Data;

/// <summary>
/// What problems of the public sets with images are judged by: choices, decimals and several answers. MathVista (Lu et al. 2024), MMMU (Yue et al. 2024) and
/// MATH-Vision (Wang et al. 2024), as the programs that their papers' results are from judge.
/// </summary>
internal abstract class VisualFields
{
    // MMMU and MATH-Vision round numbers so before they compare them.
    private const int UsualDecimals = 2;

    private VisualFields()
    {
    }

    /// <summary>The fields that it needs beside prompt and answer.</summary>
    public abstract IReadOnlyList<string> Fields { get; }

    /// <summary>The fields of a layout; null for one of text.</summary>
    /// <param name="layout">The layout.</param>
    public static VisualFields? Of(ProblemLayout layout) => layout switch
    {
        ProblemLayout.MathVista => new MathVista(),
        ProblemLayout.Mmmu => new Mmmu(),
        ProblemLayout.MathVision => new MathVision(),
        _ => null,
    };

    /// <summary>The choices, as they follow the question; empty where there are none, or where it has them itself.</summary>
    /// <param name="row">The row.</param>
    /// <param name="prompt">The field that the question is in.</param>
    public virtual string Choices(Row row, string prompt) =>
        string.Concat(ChoicesOf(row).Select((choice, place) => string.Create(CultureInfo.InvariantCulture, $"\n({Letter(place)}) {choice}")));

    /// <summary>A problem with what its answers are judged by.</summary>
    /// <param name="row">The row.</param>
    /// <param name="problem">The problem, with the answer that the row has.</param>
    /// <exception cref="FormatException">The answer is none of the choices.</exception>
    public MathProblem Judged(Row row, MathProblem problem) => ChoicesOf(row) is { Count: > 0 } choices
        ? problem with { Choices = choices, Answer = Chosen(choices, problem.Answer) }
        : Open(row, problem);

    private protected abstract ValueList<string> ChoicesOf(Row row);

    private protected abstract string Chosen(ValueList<string> choices, string answer);

    private protected abstract MathProblem Open(Row row, MathProblem problem);

    private static char Letter(int place) => (char)('A' + place);

    private static string ByLetter(ValueList<string> choices, string answer) => ChoiceJudge.IsLetter(choices, answer)
        ? answer
        : throw new FormatException($"its answer '{answer}' is not the letter of one of {choices.Count} options");

    // What is no mathematics is compared as words.
    private static string Readable(string answer) =>
        answer.Length > 0 && AnswerReading.OfReference(answer).Failure is not null && answer.AsSpan().IndexOfAny('{', '}') < 0 ? $"\\text{{{answer}}}" : answer;

    private sealed class MathVista : VisualFields
    {
        private const string Query = "query";

        public override IReadOnlyList<string> Fields => ["choices", "precision", "answer_type"];

        public override string Choices(Row row, string prompt) => prompt == Query ? "" : base.Choices(row, prompt);

        private protected override ValueList<string> ChoicesOf(Row row) => [.. row.Find("choices")?.Texts ?? []];

        private protected override string Chosen(ValueList<string> choices, string answer) =>
            choices.Span.IndexOf(answer) is >= 0 and var place
                ? $"{Letter(place)}"
                : throw new FormatException($"its answer '{answer}' is none of its {choices.Count} choices");

        private protected override MathProblem Open(Row row, MathProblem problem) => problem with
        {
            Answer = Readable(problem.Answer),
            Decimals = row.Find("answer_type") is { IsNull: false } type && type.Text == "float" ? row.Find("precision")?.Level : null,
        };
    }

    private sealed class Mmmu : VisualFields
    {
        public override IReadOnlyList<string> Fields => ["options"];

        private protected override ValueList<string> ChoicesOf(Row row) =>
            row.Find("options") is not { IsNull: false } options ? []
            : options.Json.ValueKind == JsonValueKind.Array ? [.. options.Texts]
            : PythonList.Texts(options.Text) is { } texts ? [.. texts]
            : throw new FormatException("its field 'options' is no list of Python's");

        private protected override string Chosen(ValueList<string> choices, string answer) => ByLetter(choices, answer);

        private protected override MathProblem Open(Row row, MathProblem problem)
        {
            var answers = PythonList.Texts(problem.Answer) is { Count: > 0 } several ? [.. several.Select(Readable)] : (List<string>)[Readable(problem.Answer)];
            return problem with
            {
                Answer = answers[0],
                OtherAnswers = answers.Count > 1 ? [.. answers.Skip(1)] : null,
                Decimals = UsualDecimals,
            };
        }
    }

    private sealed class MathVision : VisualFields
    {
        public override IReadOnlyList<string> Fields => ["options"];

        // Where the choices are in the image, they are called by their letters.
        public override string Choices(Row row, string prompt) =>
            ChoicesOf(row).Select((choice, place) => choice == $"{Letter(place)}").All(isLetter => isLetter) ? "" : base.Choices(row, prompt);

        private protected override ValueList<string> ChoicesOf(Row row) => [.. row.Find("options")?.Texts ?? []];

        private protected override string Chosen(ValueList<string> choices, string answer) => ByLetter(choices, answer);

        private protected override MathProblem Open(Row row, MathProblem problem) =>
            problem with { Answer = Readable(problem.Answer), Decimals = UsualDecimals };
    }
}
