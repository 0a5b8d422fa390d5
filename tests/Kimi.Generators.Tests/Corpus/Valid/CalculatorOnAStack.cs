// Form: an environment with a calculator on a stack, whose state is of the episode and whose operations are an enum with a switch
using System.Globalization;
using System.Text;
using Kimi.Dsl;

namespace Acme.Stack;

[Recipe("calculator-on-a-stack")]
[Sampling(MaxResponseTokens = 256, StopTexts = [";"])]
public abstract partial class CalculatorOnAStack
{
    [Problems<Expressions>(Count = 2_000)]
    public abstract PromptSet Train();

    [Problems<Expressions>(Count = 200, Split = Split.HeldOut)]
    public abstract PromptSet Test();

    [LoadPolicy("models/chat-1b")]
    public abstract Policy Chat();

    [Reinforce(Iterations = 100, LearningRate = 2e-6), Grpo, Environment<Calculator>(MaxTurns = 6, MaxReplyTokens = 32), Reward<TopOfStack>]
    public abstract Policy Tuned([From(nameof(Chat))] Policy start, [From(nameof(Train))] PromptSet problems);

    [Evaluate, Environment<Calculator>(MaxTurns = 6, MaxReplyTokens = 32), Reward<TopOfStack>]
    public abstract Evaluation Report(Policy chat, Policy tuned, [From(nameof(Test))] PromptSet problems);
}

/// <summary>Products and sums.</summary>
public sealed class Expressions : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            long a = random.Next(2, 999), b = random.Next(2, 999), c = random.Next(2, 999);
            var (text, value) = random.Next(3) switch
            {
                0 => ($"({a} + {b}) * {c}", (a + b) * c),
                1 => ($"{a} * {b} - {c}", (a * b) - c),
                _ => ($"{a} - {b} * {c}", a - (b * c)),
            };
            yield return new()
            {
                Id = text,
                Prompt = $"{text} = ? A stack takes numbers and + - *, separated by blanks, and shows its top. When it shows the result, write DONE.",
                Answer = value.ToString(CultureInfo.InvariantCulture),
            };
        }
    }
}

/// <summary>What the stack can do.</summary>
internal enum Operation
{
    Add,
    Subtract,
    Multiply,
}

/// <summary>A stack.</summary>
public sealed class Calculator : IEnvironment<MathProblem>
{
    /// <inheritdoc/>
    public IReadOnlyList<string> TurnEnds { get; } = ["\n\n"];

    /// <inheritdoc/>
    public ValueTask<IEpisode> StartAsync(MathProblem problem, EpisodeContext context, CancellationToken cancellationToken) => new(new Machine());

    private sealed class Machine : IEpisode
    {
        private readonly Stack<long> _stack = new();

        public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken)
        {
            if (turn.Text.EndsWith("DONE", StringComparison.Ordinal))
                return new(new EnvironmentReply.Finished());
            var reply = new StringBuilder();
            foreach (var word in turn.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                if (!TryTake(word, out var complaint))
                    reply.Append(complaint).Append(' ');
            }

            reply.Append(_stack.TryPeek(out var top) ? string.Create(CultureInfo.InvariantCulture, $"top {top}") : "empty");
            return new(new EnvironmentReply.Continue(reply.ToString()));
        }

        public ValueTask DisposeAsync()
        {
            _stack.Clear();
            return ValueTask.CompletedTask;
        }

        private bool TryTake(string word, out string complaint)
        {
            complaint = "";
            if (long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            {
                _stack.Push(number);
                return true;
            }

            Operation? operation = word switch { "+" => Operation.Add, "-" => Operation.Subtract, "*" => Operation.Multiply, _ => null };
            if (operation is null)
            {
                complaint = $"what is {word}?";
                return false;
            }

            if (_stack.Count < 2)
            {
                complaint = $"{word} needs two numbers.";
                return false;
            }

            var (right, left) = (_stack.Pop(), _stack.Pop());
            _stack.Push(operation.Value switch
            {
                Operation.Add => unchecked(left + right),
                Operation.Subtract => unchecked(left - right),
                _ => unchecked(left * right),
            });
            return true;
        }
    }
}

/// <summary>What the stack showed last.</summary>
public sealed class TopOfStack : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var shown = rollout.Turns.OfType<EnvironmentTurn>().LastOrDefault()?.Text ?? "";
        var isDone = rollout.Text.EndsWith("DONE", StringComparison.Ordinal);
        var top = shown.LastIndexOf("top ", StringComparison.Ordinal) is >= 0 and var at ? shown[(at + 4)..] : null;
        return new(new Verdict.Scored((top == problem.Answer, isDone) switch
        {
            (true, true) => 1,
            (true, false) => 0.5,
            _ => 0,
        }));
    }
}
