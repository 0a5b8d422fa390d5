using System.CommandLine;
using Kimi.Cli.Hosting;
using Kimi.Dsl;
using Kimi.Runtime.Execution;
using Kimi.Runtime.Rollouts;
using Kimi.Shared;
using Kimi.Torch.Tokenization;
using Microsoft.Extensions.DependencyInjection;

namespace Kimi.Cli.Commands;

/// <summary><c>sample</c>: lets a checkpoint answer a prompt.</summary>
internal sealed class SampleCommand : Command
{
    private const int UsualTokens = 128;
    private const int MostTokens = 10_000_000;
    private const int MostAnswers = 100_000;

    public SampleCommand(CommandContext context)
        : base("sample", "Answers a prompt with a checkpoint.")
    {
        var checkpoint = new Argument<string>("checkpoint") { Description = "A Hugging Face folder, such as runs/quickstart/latest/Sft/output." };
        var prompt = new Argument<string>("prompt") { Description = "The text to continue." };
        var temperature = NumberOption.Temperature(value: 1);
        var tokens = NumberOption.Of("--max-tokens", "The longest answer, in tokens; 0 for 128, or what the context leaves.", least: 0, MostTokens, value: 0);
        var count = NumberOption.Of("--count", "How many answers.", least: 1, MostAnswers, value: 1);
        var seed = NumberOption.Seed();
        var chat = new Option<bool>("--chat") { Description = "Ask by the checkpoint's chat template, as a user's message, instead of continuing the text." };
        Arguments.Add(checkpoint);
        Arguments.Add(prompt);
        foreach (var option in new Option[] { chat, temperature, tokens, count, seed })
            Options.Add(option);
        var common = CommonOptions.AddTo(this);
        SetAction((arguments, cancellationToken) =>
        {
            var app = context.Configure(common.Read(arguments));
            var sampling = new SamplingOptions
            {
                MaxResponseTokens = arguments.GetValue(tokens),
                Temperature = arguments.GetValue(temperature),
            };
            var policy = new Policy(Path.GetFullPath(arguments.GetRequiredValue(checkpoint)));
            var text = arguments.GetRequiredValue(prompt);
            Prompt put = arguments.GetValue(chat) ? new Prompt.Conversation([new(MessageRole.User, [new PromptPart.Text(text)])]) : text;
            var asked = new Asked(put, arguments.GetValue(count), arguments.GetValue(seed), sampling);
            return context.WithHostAsync(
                app, addServices: null, services => SampleAsync(context, services, policy, asked, cancellationToken), cancellationToken);
        });
    }

    private static async Task SampleAsync(CommandContext context, IServiceProvider services, Policy policy, Asked asked, CancellationToken cancellationToken)
    {
        ArtifactStore.CheckOutput(policy.Folder);
        using var scope = services.CreateScope();
        using var opened = scope.ServiceProvider.GetRequiredService<PolicySource>().OpenFrozen(policy);
        var sampling = asked.Sampling;
        if (sampling.MaxResponseTokens == 0)
        {
            var room = opened.Config.MaxPositionEmbeddings - opened.Tokenizer.Encode(asked.Prompt).Length;
            sampling = sampling with { MaxResponseTokens = Math.Clamp(room, 1, UsualTokens) };
        }

        var batch = new SamplingBatch
        {
            Stage = "sample",
            Prompts = [PromptTokens.Of(opened, "prompt", asked.Prompt, sampling.MaxResponseTokens)],
            SamplesPerPrompt = asked.Count,
            Seed = asked.Seed,
            Sampling = sampling,
        };
        var sampler = services.GetRequiredService<RolloutSampler>();
        foreach (var answer in await sampler.SampleAsync(opened, batch, finished: null, cancellationToken).ConfigureAwait(false))
        {
            var text = VisibleText.Block(answer.Text);
            context.Console.Profile.Out.Writer.WriteLine(answer.StopReason == StopReason.LengthLimit ? $"{text} …" : text);
        }
    }

    private sealed record Asked(Prompt Prompt, int Count, ulong Seed, SamplingOptions Sampling);
}
