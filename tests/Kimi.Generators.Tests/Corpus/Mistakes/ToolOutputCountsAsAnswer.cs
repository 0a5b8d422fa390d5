// Stack: verl
// Kind: the reward reads the whole episode, what tools said included, so that a result that the policy never repeats counts as its answer
// Caught: build
using System.ComponentModel;
using System.Text;
using Kimi.Dsl;

namespace Acme;

[Recipe("tool-output-counts-as-answer", Seed = 14)]
[Sampling(MaxResponseTokens = 256)]
public abstract partial class ToolOutputCountsAsAnswer
{
    [LoadPolicy("models/qwen3-0.6b")]
    public abstract Policy Base();

    [Problems<InvoiceQuestions>(Count = 2_000)]
    public abstract PromptSet Questions();

    [Problems<InvoiceQuestions>(Count = 200, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Reinforce(LearningRate = 2e-6)]
    [Grpo]
    [Tools<Ledger>(MaxTurns = 3, MaxReplyTokens = 400)]
    [Reward<MentionsTheTotal>]
    public abstract Policy Clerk([From(nameof(Base))] Policy start, PromptSet questions);

    [Evaluate]
    [Tools<Ledger>(MaxTurns = 3, MaxReplyTokens = 400)]
    [Reward<MentionsTheTotal>]
    public abstract Evaluation Report(Policy clerk, PromptSet heldOut);
}

/// <summary>Questions of what an invoice amounts to.</summary>
public sealed class InvoiceQuestions : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            var number = random.Next(10_000, 100_000);
            yield return new()
            {
                Id = $"invoice/{number}",
                Prompt = new Prompt.Conversation([new(MessageRole.User, [new PromptPart.Text($"What is the total of invoice {number}, with 20% tax?")])]),
                Answer = $"{Ledger.NetOf(number) * 6 / 5}",
            };
        }
    }
}

/// <summary>The books.</summary>
public sealed class Ledger
{
    /// <summary>The net amount of an invoice, a multiple of 5.</summary>
    public static long NetOf(int invoice) => invoice * 7919L % 9_973 * 5 + 100;

    /// <summary>Looks an invoice up.</summary>
    [Description("Gives an invoice's net amount, tax and total.")]
    public string Invoice([Description("the invoice's number")] int number) => $"net {NetOf(number)}, tax {NetOf(number) / 5}, total {NetOf(number) * 6 / 5}";
}

/// <summary>Looks for the total.</summary>
public sealed class MentionsTheTotal : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        foreach (var turn in rollout.Turns)
            text.Append(turn switch { PolicyTurn policy => policy.Text, EnvironmentTurn reply => reply.Text, _ => "" }).Append('\n'); //! KIMI8028
        var words = text.ToString().Split([' ', '\n', ',', '.', '$', '*'], StringSplitOptions.RemoveEmptyEntries);
        return new(Verdict.Of(words.LastOrDefault(word => word.All(char.IsAsciiDigit)) == problem.Answer));
    }
}
