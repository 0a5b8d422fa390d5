// Form: a group reward and a stop rule with options, a sampler by stages, refills, and profiles that change components
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Kimi.Dsl;

namespace Acme;

[Recipe("wordings")]
[Sampling(MaxResponseTokens = 64)]
public abstract partial class WordingsJudgedAsAGroup
{
    [Problems<Countings>(Count = 5_000)]
    public abstract PromptSet Problems();

    [Problems<Countings>(Count = 300, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<PlainWording>(PerProblem = 3)]
    public abstract Demonstrations Wordings(PromptSet problems);

    [InitializeTransformer(ContextLength = 160)]
    public abstract Policy Initial();

    [FineTune(Steps = 800, BatchSize = 32, LearningRate = 1e-3, WeightDecay = 0.01)]
    public abstract Policy Sft(Policy initial, Demonstrations wordings);

    [Reinforce(Iterations = 72, PromptsPerIteration = 48, SamplesPerPrompt = 12, LearningRate = 2e-4, MaxRefills = 2)]
    [Dapo(EpsilonHigh = 0.3)]
    [StagedSampler(LastFromIteration = 48)]
    [RightAndRare(Bonus = 0.2)]
    [EndAfterLines(Lines = 2)]
    public abstract Policy Tuned(Policy sft, PromptSet problems);

    [Evaluate(SamplesPerPrompt = 4)]
    [RightAndRare(Bonus = 0.2)]
    public abstract Evaluation Report(Policy sft, Policy tuned, PromptSet heldOut);
}

/// <summary>Asks how many letters a word has.</summary>
public sealed class Countings : IProblemSource<MathProblem>
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";

    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            var word = new string(random.GetItems<char>(Letters, random.Next(3, 12)));
            yield return new() { Id = word, Prompt = $"How many letters has {word}?\n", Level = word.Length, Answer = $"{word.Length}" };
        }
    }
}

/// <summary>Answers in one of a few wordings, at times a letter off.</summary>
public sealed class PlainWording : IDemonstrationSource<MathProblem>
{
    private static readonly string[] s_forms = ["It has {0} letters.", "{0} letters.", "I count {0}.", "There are {0}."];

    /// <inheritdoc/>
    public string Respond(MathProblem problem, Random random)
    {
        var length = problem.Level + (random.Next(4) == 0 ? 1 : 0);
        return string.Format(System.Globalization.CultureInfo.InvariantCulture, s_forms[random.Next(s_forms.Length)], length);
    }
}

/// <summary>Right answers earn more in a wording that few others of the group have.</summary>
public sealed class RightAndRareAttribute : RewardAttribute<RightAndRare>
{
    /// <summary>What the rarest wording earns beside being right. Default: 0.1.</summary>
    [Range(0.0, 0.4)]
    [DefaultValue(0.1)]
    public double Bonus { get; set; } = 0.1;
}

/// <summary>Judges a group.</summary>
[ImplementationVersion(1)]
public sealed class RightAndRare(RightAndRareAttribute options) : IGroupReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Verdict>> JudgeAsync(MathProblem problem, IReadOnlyList<Rollout> rollouts, CancellationToken cancellationToken)
    {
        var frequency = rollouts.Select(WordingOf).GroupBy(wording => wording).ToDictionary(group => group.Key, group => group.Count());
        return new([.. rollouts.Select(rollout => Score(problem, rollout, frequency))]);
    }

    private static string WordingOf(Rollout rollout) => string.Concat(rollout.Text.Where(letter => !char.IsAsciiDigit(letter))).Trim();

    private Verdict Score(MathProblem problem, Rollout rollout, Dictionary<string, int> frequency)
    {
        var stated = string.Concat(rollout.Text.Where(char.IsAsciiDigit));
        if (stated != problem.Answer)
            return new Verdict.Scored(0, "wrong") { Answer = stated };
        var rarity = 1.0 / frequency[WordingOf(rollout)];
        return new Verdict.Scored(1 - options.Bonus + (options.Bonus * rarity), "right") { Answer = stated };
    }
}

/// <summary>Ends a response after some lines.</summary>
public sealed class EndAfterLinesAttribute : RolloutRuleAttribute<EndAfterLines>
{
    /// <summary>How many lines. Default: 3.</summary>
    [Range(1, 1_000)]
    [DefaultValue(3)]
    public int Lines { get; set; } = 3;
}

/// <summary>Counts ends of lines, which are bytes of their own.</summary>
[ImplementationVersion(1)]
public sealed class EndAfterLines(EndAfterLinesAttribute options) : IStopRule
{
    private const int EndOfLine = '\n';

    /// <inheritdoc/>
    public StopReason? Check(ReadOnlySpan<int> tokens)
    {
        var lines = 0;
        foreach (var token in tokens)
            lines += token == EndOfLine ? 1 : 0;
        return lines >= options.Lines ? StopReason.StopText : null;
    }
}
//// kimi.json
{
  "wordings": {
    "Tuned": { "CheckpointEvery": 6, "KeepCheckpoints": 3 }
  }
}
//// kimi.quick.json
{
  "wordings": {
    "Problems": { "Count": 400 },
    "HeldOut": { "Count": 40 },
    "Sft": { "Steps": 100, "WarmupSteps": 10 },
    "Tuned": {
      "Iterations": 9,
      "PromptsPerIteration": 12,
      "WarmupIterations": 1,
      "CheckpointEvery": 3,
      "StagedSampler": { "LastFromIteration": 6 },
      "RightAndRare": { "Bonus": 0.1 },
      "EndAfterLines": { "Lines": 1 }
    },
    "Report": { "RightAndRare": { "Bonus": 0.1 } }
  }
}
