using System.Text;
using Kimi.Dsl;
using Kimi.Torch.Models;
using Kimi.Torch.Tokenization;
using static TorchSharp.torch;

namespace Kimi.Runtime.Rollouts;

/// <summary>
/// A conversation with a policy, whose replies arrive piece by piece. Without a chat template there are no messages: what is said is put behind the text so
/// far, and the policy continues it.
/// </summary>
/// <param name="policy">The policy.</param>
/// <param name="sampling">How replies are sampled, and how long they may be.</param>
/// <param name="seed">The seed: the same one gives the same replies.</param>
internal sealed class ChatSession(LoadedPolicy policy, SamplingOptions sampling, ulong seed)
{
    private readonly SeededRandom _random = new(seed);
    private readonly List<Message> _messages = [];
    private readonly StringBuilder _text = new();

    /// <summary>Whether the policy has a chat template.</summary>
    public bool HasTemplate => policy.Tokenizer.HasTemplate;

    /// <summary>Begins with an instruction.</summary>
    /// <param name="text">The instruction.</param>
    public void Instruct(string text) => Say(MessageRole.System, text);

    /// <summary>Says something, and samples the reply.</summary>
    /// <param name="text">What is said.</param>
    /// <param name="cancellationToken">Stops between two tokens.</param>
    /// <returns>The reply, piece by piece, in whole characters.</returns>
    /// <exception cref="KimiException">The conversation has outgrown the policy's context, or the chat template refuses it.</exception>
    public IEnumerable<string> Reply(string text, CancellationToken cancellationToken)
    {
        Say(MessageRole.User, text);
        var reply = new StringBuilder();
        foreach (var piece in Sample(Read(), cancellationToken))
        {
            reply.Append(piece);
            yield return piece;
        }

        Say(MessageRole.Assistant, reply.ToString());
    }

    private void Say(MessageRole role, string text)
    {
        _messages.Add(new(role, [new PromptPart.Text(text)]));
        _text.Append(text);
    }

    private int[] Read() => policy.Tokenizer.Render(new Prompt.Conversation([.. _messages]), asksForReply: true) is { } rendered
        ? policy.Tokenizer.Encode(rendered)
        : policy.Tokenizer.Encode((Prompt)_text.ToString());

    private IEnumerable<string> Sample(int[] read, CancellationToken cancellationToken)
    {
        var context = policy.Model.Config.MaxPositionEmbeddings;
        if (read.Length == 0 || read.Length >= context)
            throw new KimiException($"the conversation has {read.Length} tokens, and the policy's context has room for 1 to {context - 1}: begin a new one");
        var most = Math.Min(sampling.MaxResponseTokens, context - read.Length);
        using var decoder = policy.Model.CreateDecoder();
        using var cache = decoder.CreateCache(1, read.Length + most);
        var decoding = policy.Tokenizer.BeginDecoding();
        var piece = new StringBuilder();
        var token = Next(() => decoder.Prefill(tensor(read.Select(id => (long)id).ToArray(), device: policy.Model.Device).unsqueeze(0), [read.Length], cache));
        for (var sampled = 1; !policy.Tokenizer.EndOfTextIds.Contains(token); sampled++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            decoding.Add(token, piece);
            if (piece.Length > 0)
            {
                yield return piece.ToString();
                piece.Clear();
            }

            if (sampled == most)
                break;
            var last = token;
            token = Next(() => decoder.DecodeStep(tensor(new[] { (long)last }, device: policy.Model.Device), cache));
        }

        decoding.End(piece);
        if (piece.Length > 0)
            yield return piece.ToString();
    }

    private int Next(Func<Tensor> logits_BV)
    {
        using var noGradient = inference_mode();
        using var scope = NewDisposeScope();
        return (int)TokenSampler.Sample(logits_BV(), [_random.NextSingle()], sampling).Tokens_B.cpu().data<long>()[0];
    }
}
