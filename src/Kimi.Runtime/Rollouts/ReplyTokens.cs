using Kimi.Dsl;
using Kimi.Torch.Tokenization;

namespace Kimi.Runtime.Rollouts;

/// <summary>
/// What an environment says, as tokens of the policy. To a text that is continued, it is put behind it. In a conversation it is a message, and the policy's
/// chat template writes what belongs around it. Names of special tokens in it are text: others may write it, and must not speak as anyone else.
/// </summary>
/// <param name="tokenizer">The policy's tokenizer.</param>
/// <param name="most">The longest reply, in tokens.</param>
internal sealed class ReplyTokens(ITokenizer tokenizer, int most)
{
    // What stands for a text while a template is rendered: it has no white space that a template could trim, and no letters that it could change.
    private const char Open = '⟦';
    private const char Close = '⟧';

    private readonly Dictionary<(MessageRole Role, bool HasEnded), Frame> _frames = [];

    /// <summary>What stands between the prompt and the policy's first turn; null for nothing.</summary>
    /// <param name="prompt">The prompt, which was encoded without asking for a reply where it is a conversation.</param>
    /// <param name="messages">What the environment says, in texts.</param>
    /// <exception cref="EpisodeFault">It cannot be said, or is longer than the limit.</exception>
    public EnvironmentTurn? Opening(Prompt prompt, IReadOnlyList<Message> messages)
    {
        var texts = messages.Select(TextOf).ToList();
        if (prompt is not Prompt.Conversation conversation)
            return texts.Count == 0 ? null : Whole(tokenizer.EncodeQuoted(string.Join('\n', texts)), string.Join('\n', texts));
        var asked = Render(conversation.Messages, asksForReply: false);
        var tail = Tail(asked, Render([.. conversation.Messages, .. messages.Select((message, place) => Stand(message.Role, place))], asksForReply: true));
        var tokens = new List<int>();
        foreach (var (place, text) in texts.Index())
        {
            var (before, after) = Around(tail, Name(place)) ?? throw new EpisodeFault(
                $"the policy's chat template leaves out a message of the role {messages[place].Role} behind the prompt: "
                + "take another role, or say nothing first");
            tokens.AddRange([.. tokenizer.Encode(before), .. tokenizer.EncodeQuoted(text)]);
            tail = after;
        }

        return Whole([.. tokens, .. tokenizer.Encode(tail)], string.Join('\n', texts));
    }

    /// <summary>A reply.</summary>
    /// <param name="prompt">The prompt.</param>
    /// <param name="message">What the environment says, in texts.</param>
    /// <param name="hasEnded">Whether the policy ended its turn by an end of text, which then is not said again.</param>
    /// <exception cref="EpisodeFault">It cannot be said.</exception>
    public EnvironmentTurn Reply(Prompt prompt, Message message, bool hasEnded)
    {
        var text = TextOf(message);
        var frame = prompt is Prompt.Conversation ? FrameOf(message.Role, hasEnded) : new([], []);
        var (room, tokens) = (most - frame.Length, tokenizer.EncodeQuoted(text));
        if (room < 1)
            throw new EpisodeFault($"the policy's chat template has {frame.Length} tokens around a reply, and MaxReplyTokens is {most}: raise it");
        return tokens.Length <= room
            ? new([.. frame.Before, .. tokens, .. frame.After], text)
            : new([.. frame.Before, .. tokens[..room], .. frame.After], tokenizer.Decode(tokens.AsSpan(0, room))) { IsCut = true };
    }

    // Half a description of tools would mislead the policy in every response.
    private EnvironmentTurn Whole(int[] tokens, string text) => tokens.Length <= most
        ? new([.. tokens], text)
        : throw new EpisodeFault($"what it says before the first turn is longer than MaxReplyTokens, {most}: raise it, or say less");

    private Frame FrameOf(MessageRole role, bool hasEnded)
    {
        lock (_frames)
        {
            if (!_frames.TryGetValue((role, hasEnded), out var frame))
                _frames[(role, hasEnded)] = frame = MakeFrame(role, hasEnded);
            return frame;
        }
    }

    // A template without tools takes what a tool says as the user's.
    private Frame MakeFrame(MessageRole role, bool hasEnded)
    {
        var (before, after) = TryRender(role) ?? (role == MessageRole.Tool ? TryRender(MessageRole.User) : null) ?? throw new EpisodeFault(
            $"the policy's chat template takes no message of the role {role} as a reply: reply with another role");
        var tokens = tokenizer.Encode(before);
        var ends = hasEnded && tokens.Length > 0 && tokenizer.EndOfTextIds.Contains(tokens[0]);
        return new(ends ? tokens[1..] : tokens, tokenizer.Encode(after));
    }

    // What a template writes between the policy's turn and a reply, and behind the reply.
    private (string Before, string After)? TryRender(MessageRole role)
    {
        try
        {
            var text = Render([Stand(MessageRole.User, 0), Stand(MessageRole.Assistant, 1), Stand(role, 2)], asksForReply: true);
            return Around(text, Name(1)) is { } turn ? Around(turn.After, Name(2)) : null;
        }
        catch (KimiException)
        {
            return null;
        }
    }

    private string Render(ValueList<Message> messages, bool asksForReply) =>
        tokenizer.Render(new Prompt.Conversation(messages), asksForReply) ?? throw new EpisodeFault(
            "the prompt is a conversation, and the policy's tokenizer has no chat template: ask it a text to continue");

    private static string Tail(string asked, string whole) => whole.StartsWith(asked, StringComparison.Ordinal)
        ? whole[asked.Length..]
        : throw new EpisodeFault("the policy's chat template writes the prompt otherwise when more follows it: ask it a text to continue");

    private static Message Stand(MessageRole role, int place) => new(role, [new PromptPart.Text(Name(place))]);

    private static string Name(int place) => $"{Open}{place}{Close}";

    private static (string Before, string After)? Around(string text, string name) =>
        text.IndexOf(name, StringComparison.Ordinal) is >= 0 and var place ? (text[..place], text[(place + name.Length)..]) : null;

    private static string TextOf(Message message) => string.Concat(message.Parts.Cast<PromptPart.Text>().Select(part => part.Value));

    private sealed record Frame(int[] Before, int[] After)
    {
        public int Length => Before.Length + After.Length;
    }
}
