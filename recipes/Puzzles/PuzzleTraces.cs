using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text;
using Kimi.Dsl;
using Kimi.Recipes.Chains;

namespace Kimi.Recipes.Puzzles;

/// <summary>
/// Solutions of puzzles by a hasty teacher, in the style that the prompt asks for. First tries may slip, and only verified steps are repaired, so that thinking
/// longer helps, and reinforcement learning has to find out how much.
/// </summary>
public sealed class PuzzleTracesAttribute : DemonstrationsAttribute<PuzzleTraces>
{
    /// <summary>How often the first try of a step slips. Default: 0.2.</summary>
    [Range(0.0, 1.0)]
    [DefaultValue(0.2)]
    public double SlipRate { get; set; } = 0.2;
}

/// <summary>
/// Writes traces such as <c>7+5=2;2-3=8?2-3=9;9*4=6;#96</c>: a step ends in a semicolon, and a verified one is done again after a question mark. A plan is
/// <c>[3]</c>, a second run follows <c>~</c>, and an attempt at a countdown that fails ends in <c>/</c>.
/// </summary>
/// <param name="options">How often steps slip.</param>
[ImplementationVersion(1)]
public sealed class PuzzleTraces(PuzzleTracesAttribute options) : IDemonstrationSource<MathProblem>
{
    /// <summary>The characters of prompts and traces, and of a reward model's verdicts: <c>{"correct":true}</c>.</summary>
    public const string Alphabet = "0123456789+-*=;?#:/~[]SABFCPERX()\n{}\"coretualsf";

    private const int MostAttempts = 6;

    /// <inheritdoc/>
    public string Respond(MathProblem problem, Random random)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(random);
        var (style, prompt) = (Styles.Of(problem.Prompt.Text), Styles.Plain(problem.Prompt.Text));
        var trace = new StringBuilder();
        var answer = prompt[0] == Countdown.Letter
            ? Search(Countdown.Parse(prompt), style, trace, random)
            : Work(Puzzle.Parse(prompt), style, trace, random);
        return trace.Append('#').Append(answer).ToString();
    }

    private string Work(Puzzle puzzle, char style, StringBuilder trace, Random random)
    {
        if (style == Styles.Plan)
            trace.Append(CultureInfo.InvariantCulture, $"[{puzzle.Steps}]");
        var answer = puzzle.Solve((left, sign, right) => Step(left, sign, right, Chain.Apply, 10, VerificationRate(style), trace, random));
        if (style != Styles.Reflect)
            return answer;
        trace.Append('~');
        return puzzle.Solve((left, sign, right) => Step(left, sign, right, Chain.Apply, 10, VerificationRate(Styles.Explore), trace, random));
    }

    private string Search(Countdown countdown, char style, StringBuilder trace, Random random)
    {
        var attempts = countdown.Attempts.ToArray();
        random.Shuffle(attempts);
        if (style == Styles.Plan)
            trace.Append(CultureInfo.InvariantCulture, $"[{countdown.Target}]");
        var tries = style == ' ' ? 2 : MostAttempts;
        foreach (var attempt in attempts.Take(tries))
        {
            var inner = Step(attempt.A, attempt.Sign1, attempt.B, Countdown.Apply, countdown.Target + 1, VerificationRate(style), trace, random);
            var value = Step(inner, attempt.Sign2, attempt.C, Countdown.Apply, countdown.Target + 1, VerificationRate(style), trace, random);
            if (value == countdown.Target)
                return attempt.ToString();
            trace.Length--;
            trace.Append('/');
        }

        return attempts[^1].ToString();
    }

    private int Step(int left, char sign, int right, Computation apply, int slipsBelow, double verificationRate, StringBuilder trace, Random random)
    {
        var exact = apply(left, sign, right);
        var written = random.NextDouble() < options.SlipRate ? random.Next(slipsBelow) : exact;
        trace.Append(CultureInfo.InvariantCulture, $"{left}{sign}{right}={written}");
        if (random.NextDouble() < verificationRate)
            trace.Append(CultureInfo.InvariantCulture, $"?{left}{sign}{right}={written = exact}");
        trace.Append(';');
        return written;
    }

    private static double VerificationRate(char style) => style switch
    {
        Styles.Evaluate => 0.8,
        Styles.Explore => 0.5,
        Styles.Plan => 0.3,
        _ => 0,
    };
}
