using System.CommandLine;
using Kimi.Cli.Hosting;
using Kimi.Dsl;
using Kimi.Runtime.Execution;
using Kimi.Runtime.Rollouts;
using Kimi.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace Kimi.Cli.Commands;

/// <summary><c>chat</c>: a conversation with a checkpoint at the terminal.</summary>
internal sealed class ChatCommand : Command
{
    private const int UsualTokens = 1_024;
    private const int MostTokens = 10_000_000;

    public ChatCommand(CommandContext context)
        : base(
            "chat", "Talks with a checkpoint: each line that is read is said to it, and its reply is written as it is sampled. The end of the input ends it.")
    {
        var checkpoint = new Argument<string>("checkpoint") { Description = "A Hugging Face folder, with a chat template or without." };
        var system = new Option<string>("--system") { Description = "An instruction that the conversation begins with.", HelpName = "text" };
        var temperature = NumberOption.Temperature(value: 0.7);
        var tokens = NumberOption.Of("--max-tokens", "The longest reply, in tokens.", least: 1, MostTokens, value: UsualTokens);
        var seed = NumberOption.Seed();
        Arguments.Add(checkpoint);
        foreach (var option in new Option[] { system, temperature, tokens, seed })
            Options.Add(option);
        var common = CommonOptions.AddTo(this);
        SetAction((arguments, cancellationToken) =>
        {
            var app = context.Configure(common.Read(arguments));
            var sampling = new SamplingOptions { MaxResponseTokens = arguments.GetValue(tokens), Temperature = arguments.GetValue(temperature) };
            var policy = new Policy(Path.GetFullPath(arguments.GetRequiredValue(checkpoint)));
            return context.WithHostAsync(
                app,
                addServices: null,
                services =>
                {
                    Talk(context, services, policy, sampling, arguments.GetValue(system), arguments.GetValue(seed), cancellationToken);
                    return Task.CompletedTask;
                },
                cancellationToken);
        });
    }

    private static void Talk(
        CommandContext context,
        IServiceProvider services,
        Policy policy,
        SamplingOptions sampling,
        string? system,
        ulong seed,
        CancellationToken cancellationToken)
    {
        ArtifactStore.CheckOutput(policy.Folder);
        using var scope = services.CreateScope();
        using var opened = scope.ServiceProvider.GetRequiredService<PolicySource>().OpenFrozen(policy);
        var session = new ChatSession(opened.Weights, sampling, seed);
        if (!session.HasTemplate)
            context.Error.WriteLine("the checkpoint has no chat template, so it continues what is said: there are no messages, and no instructions");
        if (system is not null)
            session.Instruct(system);
        var (output, asks) = (context.Console.Profile.Out.Writer, context.Console.Profile.Out.IsTerminal);
        while (Ask(context, asks) is { } line)
        {
            foreach (var piece in session.Reply(line, cancellationToken))
            {
                output.Write(VisibleText.Block(piece));
                output.Flush();
            }

            output.WriteLine();
        }
    }

    private static string? Ask(CommandContext context, bool asks)
    {
        if (asks)
            context.Console.Profile.Out.Writer.Write("> ");
        return context.Input.ReadLine();
    }
}
