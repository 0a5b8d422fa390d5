using Kimi.Dsl;
using Kimi.Runtime.Execution;
using Kimi.Runtime.Mathematics;
using Kimi.Runtime.Mathematics.Extraction;

namespace Kimi.Runtime.Rewards;

/// <summary>Correctness of mathematical answers in any equivalent form (paper 2.3.5).</summary>
/// <remarks>
/// A response without an answer is wrong. One whose answer cannot be read is compared as text. A reference answer that cannot be read is a fault of the data,
/// told before the first stage where the problems are a file's.
/// </remarks>
[ImplementationVersion(4)]
public sealed class MathReward : IMathReward, IReward<MathProblem>, IProblemCheck
{
    private readonly MathJudge _judge;
    private readonly ChoiceJudge _choices;

    /// <summary>Creates the reward.</summary>
    /// <param name="options">How answers are found.</param>
    /// <exception cref="KimiException">In no way.</exception>
    public MathReward(MathRewardAttribute options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options is { Boxed: false, Marked: false, Stated: false, LastLine: false })
            throw new KimiException("[MathReward] finds no answer anywhere: set one of Boxed, Marked, Stated and LastLine to true");
        var rules = new ExtractionRules(options.Boxed, options.Marked, options.Stated, options.LastLine);
        (_judge, _choices) = (new(rules), new(rules));
    }

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(rollout);
        try
        {
            return new(problem.Choices is { } choices
                ? _choices.Judge(choices, problem.Answer, rollout.Text)
                : Best(Answers(problem).Select(answer => _judge.Judge(_judge.Read(answer), rollout.Text, problem.Decimals))));
        }
        catch (FormatException exception)
        {
            return new(new Verdict.Unscorable($"the reference answer of problem {problem.Id}: {exception.Message}"));
        }
    }

    ValueTask<Func<Problem, string?>> IProblemCheck.TroubleAsync(CancellationToken cancellationToken) => new(Trouble);

    private string? Trouble(Problem problem)
    {
        try
        {
            if (problem is MathProblem { Choices: null } typed)
            {
                foreach (var answer in Answers(typed))
                    _ = _judge.Read(answer);
            }

            return problem is MathProblem { Choices: { } choices, Answer: var letter } && !ChoiceJudge.IsLetter(choices, letter)
                ? $"[MathReward] cannot use its reference answer: '{letter}' is not the letter of one of {choices.Count} choices"
                : null;
        }
        catch (FormatException exception)
        {
            return $"[MathReward] cannot use its reference answer: {exception.Message}";
        }
    }

    private static IEnumerable<string> Answers(MathProblem problem) => [problem.Answer, .. problem.OtherAnswers ?? []];

    // A right one counts, and where there is none, one that could not be decided.
    private static Verdict Best(IEnumerable<Verdict> verdicts)
    {
        Verdict? best = null;
        foreach (var verdict in verdicts)
        {
            if (verdict is Verdict.Scored { Value: 1 })
                return verdict;
            best = best is null or Verdict.Scored ? verdict : best;
        }

        return best!;
    }
}
