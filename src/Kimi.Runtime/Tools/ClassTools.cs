using System.ComponentModel;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Kimi.Dsl;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace Kimi.Runtime.Tools;

/// <summary>The public methods of a class that have a <c>[Description]</c>. Each response has an object of its own.</summary>
/// <param name="type">The class.</param>
/// <param name="services">What its constructor takes, besides the problem and the episode.</param>
internal sealed class ClassTools(Type type, IServiceProvider services) : IToolSource
{
    private readonly MethodInfo[] _methods =
    [
        .. type.GetMethods().Where(method => method.GetCustomAttribute<DescriptionAttribute>() is not null).OrderBy(method => method.MetadataToken),
    ];

    public Task<IReadOnlyList<AIFunction>> CheckAsync(string place, CancellationToken cancellationToken)
    {
        if (_methods.Length == 0)
            throw new KimiException($"{place} gives the policy the tools of {type.Name}, which has none: mark its public methods with [Description(\"…\")]");
        if (type.IsAbstract && _methods.Any(method => !method.IsStatic))
            throw new KimiException($"{place} gives the policy the tools of {type.Name}, which is abstract: take a class that there can be objects of");
        if (!type.IsAbstract && Constructor(problem: null) is null)
            throw new KimiException($"{place} cannot make a {type.Name}: register what its constructor takes in Program.cs, and give it a public one");
        var example = type.IsAbstract ? null : RuntimeHelpers.GetUninitializedObject(type);
        return Task.FromResult<IReadOnlyList<AIFunction>>([.. _methods.Select(method => Checked(method, example, place))]);
    }

    public ValueTask<ToolSet> OpenAsync(Problem problem, EpisodeContext context, CancellationToken cancellationToken)
    {
        var owner = type.IsAbstract ? null : Create(problem, context);
        return new(new ToolSet([.. _methods.Select(method => Function(method, owner))], owner));
    }

    // The type of a stage's problems is known only when they are there: null before.
    private ConstructorInfo? Constructor(Problem? problem) => type.GetConstructors()
        .Where(constructor => constructor.GetParameters().All(parameter => IsGiven(parameter, problem)))
        .MaxBy(constructor => constructor.GetParameters().Length);

    private bool IsGiven(ParameterInfo parameter, Problem? problem) =>
        parameter.HasDefaultValue
        || (typeof(Problem).IsAssignableFrom(parameter.ParameterType) && (problem is null || parameter.ParameterType.IsInstanceOfType(problem)))
        || parameter.ParameterType == typeof(EpisodeContext)
        || services.GetRequiredService<IServiceProviderIsService>().IsService(parameter.ParameterType);

    private object Create(Problem problem, EpisodeContext context)
    {
        var parameters = Constructor(problem)?.GetParameters()
            ?? throw new KimiException(
                $"the constructor of {type.Name} does not take a {problem.GetType().Name}: give the stage other problems or other tools");
        return ActivatorUtilities.CreateInstance(
            services, type,
            [.. new object[] { problem, context }.Where(each => parameters.Any(parameter => parameter.ParameterType.IsInstanceOfType(each)))]);
    }

    private static AIFunction Checked(MethodInfo method, object? owner, string place)
    {
        try
        {
            var function = Function(method, owner);
            foreach (var parameter in function.UnderlyingMethod!.GetParameters().Where(parameter => IsArgument(parameter, function)))
                ParsableTypes.Check(parameter.ParameterType);
            return function;
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException or InvalidOperationException)
        {
            throw new KimiException(
                $"{place} cannot offer the method {method.DeclaringType!.Name}.{method.Name} as a tool ({exception.Message.Split('\n')[0].TrimEnd('.')}): "
                + "take parameters that JSON can hold, or remove its [Description]",
                exception);
        }
    }

    private static bool IsArgument(ParameterInfo parameter, AIFunction function) =>
        function.JsonSchema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(parameter.Name!, out _);

    private static AIFunction Function(MethodInfo method, object? owner) => AIFunctionFactory.Create(
        method, method.IsStatic ? null : owner, new AIFunctionFactoryOptions { Name = NameOf(method), SerializerOptions = ToolJson.Written });

    private static string NameOf(MethodInfo method)
    {
        const string Suffix = "Async";
        var name = method.Name.EndsWith(Suffix, StringComparison.Ordinal) && method.Name.Length > Suffix.Length ? method.Name[..^Suffix.Length] : method.Name;
        return JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
    }
}
