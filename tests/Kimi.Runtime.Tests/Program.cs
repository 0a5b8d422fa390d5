if (args is ["serve-tools", .. var how])
    await Kimi.Runtime.Tests.Tools.ToolServer.RunAsync(isLouder: how is ["louder"]);
else if (args is ["answer", .. var answers])
    Kimi.Runtime.Tests.Tools.OddServer.Run(answers);
